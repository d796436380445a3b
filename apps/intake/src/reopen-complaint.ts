import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Asked } from '@redress/bootstrap';
import { ComplaintReopened, ownChannel, type SubmittedWords } from '@redress/contracts';
import type { ComplaintState } from '@redress/lifecycle';
import { type ComplaintView, openWords, Timelines } from '@redress/timeline';
import { VaultReader } from '@redress/vault';
import { ActOnComplaint } from './act-on-complaint.js';
import { isReopeningOver } from './domain/customer-acts.js';
import { NewComplaints, type Wanted } from './new-complaints.js';
import { Policy } from './policy.js';
import { FindComplaints } from './storage/find-complaints.js';

/** A customer comes back with a complaint: inside the window it is opened again, after it a new one follows. */
@Injectable()
export class ReopenComplaint {
  constructor(
    private readonly acts: ActOnComplaint,
    private readonly complaints: FindComplaints,
    private readonly fresh: NewComplaints,
    private readonly timelines: Timelines,
    private readonly vault: VaultReader,
    private readonly policy: Policy,
  ) {}

  /** Answers with the complaint that goes on: the same, or the one that follows it. */
  async reopen(asked: Asked, text: string): Promise<ComplaintView> {
    const at = new Date();
    const next = randomUUIDv7();
    const submitted = await this.submittedWords(await this.complaints.one(asked.actor, asked.name));
    return this.acts.judge(asked, 'reopen', (complaintId, state) => {
      if (!isReopeningOver(state, at, this.policy.reopening.days)) {
        const said = { event: ComplaintReopened, facts: { episode: state.episode + 1 }, words: { text } };
        return { complaintId, carryOut: (tx) => this.acts.sealed(tx, complaintId, said) };
      }
      const wanted = followUp({ complaintId, state, submitted, next, text, asked });
      return { complaintId: next, carryOut: async (tx) => (await this.fresh.make(tx, [wanted], at)).say };
    });
  }

  /** Where the customer of a complaint is answered to; nothing when its words were erased. */
  private async submittedWords(complaintId: string): Promise<Partial<SubmittedWords>> {
    const [known] = await this.timelines.of([complaintId]);
    const entry = known?.timeline.find(({ type }) => type === 'complaint-submitted');
    if (!entry) return {};
    const words = await openWords([{ id: complaintId, timeline: [entry] }], this.vault);
    return (words.get(entry.id) as SubmittedWords | undefined) ?? {};
  }
}

interface Continued {
  complaintId: string;
  state: ComplaintState;
  submitted: Partial<SubmittedWords>;
  next: string;
  text: string;
  asked: Asked;
}

/** The same person's, answered to the same address, about the same. */
function followUp({ complaintId, state, submitted, next, text, asked }: Continued): Wanted {
  const { actor } = asked;
  const email = submitted.email ?? actor.email;
  const language = submitted.customerLanguage;
  return {
    complaintId: next,
    submission: { text, language: state.language, follows: complaintId, ...(state.pick && { category: state.pick }) },
    customer: {
      channel: ownChannel,
      sub: submitted.customerId ?? actor.sub,
      ...(email && { email }),
      ...(language && { language }),
    },
  };
}
