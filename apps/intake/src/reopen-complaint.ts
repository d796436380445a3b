import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Asked, Problem } from '@redress/bootstrap';
import { ComplaintReopened, ownChannel, type SubmittedWords } from '@redress/contracts';
import type { ComplaintState } from '@redress/lifecycle';
import type { Transaction } from '@redress/messaging';
import { type ComplaintView, openWords, Timelines } from '@redress/timeline';
import { VaultReader } from '@redress/vault';
import { ActOnComplaint, type Outcome } from './act-on-complaint.js';
import { isReopeningOver } from './domain/customer-acts.js';
import { NewComplaints, type Wanted } from './new-complaints.js';
import { Policy } from './policy.js';
import { FindComplaints } from './storage/find-complaints.js';
import { referenceOfFollowing } from './storage/own-complaint.js';

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
        const again = (tx: Transaction) => this.acts.sealed(tx, complaintId, said);
        return { complaintId, carryOut: unlessFollowed(complaintId, again) };
      }
      const wanted = followUp({ complaintId, state, submitted, next, text, asked });
      const anew = async (tx: Transaction) => (await this.fresh.make(tx, [wanted], at)).say;
      return { complaintId: next, carryOut: unlessFollowed(complaintId, anew) };
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

/** The complaint is locked: of two calls at once the second one finds what the first one made. */
function unlessFollowed(complaintId: string, carryOut: Outcome['carryOut']): Outcome['carryOut'] {
  return async (tx) => {
    const reference = await referenceOfFollowing(tx, complaintId);
    if (!reference) return carryOut(tx);
    throw Problem.wrongState(
      `The complaint goes on as ${reference}, which follows it. Write there, or reopen that one.`,
    );
  };
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
