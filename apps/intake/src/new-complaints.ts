import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ComplaintSubmitted, PreferencesChanged } from '@redress/contracts';
import { type Saying, say, type Transaction } from '@redress/messaging';
import { type ComplaintKey, seal, VaultKeeper } from '@redress/vault';
import { Addresses } from './addresses.js';
import { type Accepted, accept, type Customer, type Submission } from './domain/accept.js';
import { drawReference } from './domain/reference.js';
import { ownComplaints } from './storage/own-complaint.js';
import type { OwnedComplaint } from './storage/owned-complaint.entity.js';
import { preferencesOf } from './storage/preferences.js';

/** A submission that nothing speaks against, and the complaint it becomes. */
export interface Wanted {
  complaintId: string;
  submission: Submission;
  customer: Customer;
}

/** A complaint that has come into being. */
export type NewComplaint = Accepted & { complaintId: string };

type Wishes = Map<string, PreferencesChanged>;

/** Makes complaints of what is accepted, by whichever way it came in. A few statements, however many at once. */
@Injectable()
export class NewComplaints {
  constructor(
    private readonly keeper: VaultKeeper,
    private readonly addresses: Addresses,
  ) {}

  /** Makes all that are wanted, at this moment; what there is to say of each follows in the same order. */
  async make(tx: Transaction, wanted: Wanted[], at: Date): Promise<{ made: NewComplaint[]; say: Saying[] }> {
    if (wanted.length === 0) return { made: [], say: [] };
    const owned = await this.own(tx, wanted, at);
    const wishes = await preferencesOf(
      tx,
      owned.map(({ words }) => words.customerId),
    );
    const made = owned.map((one) => inLanguageOf(one, wishes));
    const keys = await this.keeper.issueMany(
      tx,
      made.map(({ complaintId }) => complaintId),
    );
    return { made, say: made.flatMap((complaint, nth) => sayOf(complaint, keys[nth] as ComplaintKey, wishes)) };
  }

  /** Writes down whose they are; one that drew a reference which is taken draws again. */
  private async own(tx: Transaction, wanted: Wanted[], at: Date): Promise<NewComplaint[]> {
    const made: NewComplaint[] = [];
    for (let left = wanted; left.length > 0; ) {
      const drawn = left.map((one) => ({
        ...accept(one.submission, one.customer, drawReference(), at),
        complaintId: one.complaintId,
      }));
      const owned = await ownComplaints(
        tx,
        drawn.map((one) => this.ownedBy(one)),
      );
      made.push(...drawn.filter(({ complaintId }) => owned.has(complaintId)));
      left = left.filter(({ complaintId }) => !owned.has(complaintId));
    }
    return made;
  }

  private ownedBy({ complaintId, facts, words }: NewComplaint): OwnedComplaint {
    const { channel, reference, receivedAt, promisedBy, follows = null } = facts;
    const dates = { receivedAt: new Date(receivedAt), promisedBy: new Date(promisedBy) };
    const addressMark = words.email ? this.addresses.markOf(words.email) : null;
    return { complaintId, customerId: words.customerId, channel, reference, ...dates, addressMark, follows };
  }
}

/** Who said how they want to be written to is believed more than a channel. */
function inLanguageOf({ words, ...one }: NewComplaint, wishes: Wishes): NewComplaint {
  const customerLanguage = wishes.get(words.customerId)?.language;
  return { ...one, words: { ...words, ...(customerLanguage && { customerLanguage }) } };
}

function sayOf({ complaintId, facts, words }: NewComplaint, key: ComplaintKey, wishes: Wishes): Saying[] {
  const id = randomUUIDv7();
  const cause = { subject: complaintId, correlationid: complaintId };
  const at = new Date(facts.receivedAt);
  const wished = wishes.get(words.customerId);
  return [
    say(ComplaintSubmitted, cause, { ...facts, sealed: seal(key, id, words) }, { id, at }),
    ...(wished ? [say(PreferencesChanged, cause, wished, { at })] : []),
  ];
}
