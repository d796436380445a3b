import { Injectable } from '@nestjs/common';
import { Problem } from '@redress/bootstrap';
import type { SubmittedWords } from '@redress/contracts';
import {
  type ComplaintView,
  type KnownComplaint,
  openWords,
  showComplaint,
  showEntry,
  type TimelineEntryView,
  Timelines,
} from '@redress/timeline';
import { VaultReader } from '@redress/vault';
import type { OwnComplaintView } from './my-data.view.js';

type Entries = Pick<KnownComplaint, 'id'> & { timeline: { id: string; type: string; sealed?: string }[] };

/** What staff write for colleagues stays closed. */
const opensToCustomers = ({ id, timeline }: Entries): Entries => ({
  id,
  timeline: timeline.filter(({ type }) => type !== 'category-corrected'),
});

/** Complaints as their customers see them. Whose they are is asked elsewhere. */
@Injectable()
export class ShowComplaints {
  constructor(
    private readonly timelines: Timelines,
    private readonly vault: VaultReader,
  ) {}

  /** These complaints, in order, without those that are still being read back from the journal. */
  async all(ids: string[], acceptLanguage?: string): Promise<ComplaintView[]> {
    return (await this.opened(ids, acceptLanguage)).map(({ shown }) => shown);
  }

  /** All of these, with what else was sealed when they were submitted; a 503 problem while one is being read back. */
  async whole(ids: string[], acceptLanguage?: string): Promise<OwnComplaintView[]> {
    const opened = await this.opened(ids, acceptLanguage);
    if (opened.length < ids.length)
      throw Problem.unavailable('A complaint is being read back from the journal. Try again.');
    return opened.map(({ shown, submitted: { subject, email, customerLanguage } }) =>
      Object.assign(shown, {
        ...(subject && { subject }),
        ...(email && { email }),
        ...(customerLanguage && { customerLanguage }),
      }),
    );
  }

  /** One complaint; a 503 problem while it is being read back. */
  async one(id: string, acceptLanguage?: string): Promise<ComplaintView> {
    const [shown] = await this.all([id], acceptLanguage);
    if (!shown) throw Problem.unavailable('The complaint is being read back from the journal. Try again.');
    return shown;
  }

  /** What was heard of a complaint after this entry, in journal order. */
  async entriesAfter(id: string, entryId?: string): Promise<TimelineEntryView[]> {
    const timeline = await this.timelines.entriesAfter(id, entryId);
    const words = await openWords([opensToCustomers({ id, timeline })], this.vault);
    return timeline.map((entry) => showEntry(entry, words));
  }

  private async opened(ids: string[], acceptLanguage?: string) {
    const known = await this.timelines.of(ids);
    const words = await openWords(known.map(opensToCustomers), this.vault);
    return known.flatMap(({ state, ...one }) => {
      if (!state) return [];
      const submission = one.timeline.find(({ type }) => type === 'complaint-submitted');
      const submitted = ((submission && words.get(submission.id)) ?? {}) as Partial<SubmittedWords>;
      return [{ shown: showComplaint({ ...one, state }, words, acceptLanguage), submitted }];
    });
  }
}
