import { Injectable } from '@nestjs/common';
import { Problem } from '@redress/bootstrap';
import type { SubmittedWords } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import {
  type KnownComplaint,
  type OpenedWords,
  openWords,
  showComplaint,
  showEntry,
  type TimelineEntryView,
  Timelines,
} from '@redress/timeline';
import { VaultReader } from '@redress/vault';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { whyCategory, whyHolder } from './domain/why.js';

/** Complaints as staff see them. Who may see which is asked elsewhere. */
@Injectable()
export class ShowComplaints {
  constructor(
    private readonly timelines: Timelines,
    private readonly vault: VaultReader,
  ) {}

  /** One complaint, its words opened; a 503 problem while it is being read back from the journal. */
  async one(id: string, acceptLanguage?: string, tx?: Transaction): Promise<DeskComplaintView> {
    const [known] = await this.timelines.of([id], tx);
    if (!known?.state) throw Problem.unavailable('The complaint is being read back from the journal. Try again.');
    const words = await openWords([known], this.vault);
    const shown = showComplaint({ ...known, state: known.state }, words, acceptLanguage);
    return Object.assign(shown, complainant(known, words), reasons(known, words, shown.text));
  }

  /** What was heard of a complaint after this entry, in journal order. */
  async entriesAfter(id: string, entryId?: string): Promise<TimelineEntryView[]> {
    const timeline = await this.timelines.entriesAfter(id, entryId);
    const words = await openWords([{ id, timeline }], this.vault);
    return timeline.map((entry) => showEntry(entry, words));
  }
}

function complainant({ timeline }: KnownComplaint, words: OpenedWords): Partial<DeskComplaintView> {
  const submission = timeline.find(({ type }) => type === 'complaint-submitted');
  const submitted = (submission && words.get(submission.id)) as SubmittedWords | undefined;
  if (!submitted) return {};
  const { customerId: id, email, customerLanguage: language, subject } = submitted;
  return { ...(subject && { subject }), complainant: { id, ...(email && { email }), ...(language && { language }) } };
}

function reasons({ timeline }: KnownComplaint, words: OpenedWords, text: string): Partial<DeskComplaintView> {
  const category = whyCategory(timeline, text, (eventId) => words.get(eventId)?.reason);
  const holder = whyHolder(timeline);
  return { ...(category && { whyCategory: category }), ...(holder && { whyHolder: holder }) };
}
