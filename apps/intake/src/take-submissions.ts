import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ComplaintSubmitted, type SubmissionDocument, type SubmissionKey, submissionKey } from '@redress/contracts';
import { type Saying, say, type Transaction } from '@redress/messaging';
import { seal, VaultKeeper } from '@redress/vault';
import { type Accepted, accept } from './domain/accept.js';
import { drawReference } from './domain/reference.js';
import { type AcceptedSubmission, type ReadSubmission, type Verdict, verdictOn } from './domain/verdict.js';
import { ownComplaints } from './storage/own-complaint.js';
import { acceptedUnder, rememberNew } from './storage/remember-submissions.js';

/** A submission that nothing speaks against, with the complaint it becomes unless its id is known. */
interface Candidate {
  key: SubmissionKey;
  bodyHash: Buffer;
  complaintId: string;
  submission: SubmissionDocument;
}

type NewComplaint = Candidate & Accepted;

/** Takes what channels send, by whichever way it came in: each id becomes one complaint. */
@Injectable()
export class TakeSubmissions {
  constructor(private readonly keeper: VaultKeeper) {}

  /** The verdicts, in order, and what there is to say. A few statements, however many come in at once. */
  async take(tx: Transaction, read: ReadSubmission[]): Promise<{ verdicts: Verdict[]; say: Saying[] }> {
    const candidates = candidatesAmong(read);
    const added = await rememberNew(
      tx,
      [...candidates.values()].map(({ key, bodyHash, complaintId }) => ({ ...key, bodyHash, complaintId })),
    );
    const complaints = await this.own(
      tx,
      [...candidates.values()].filter(({ key }) => added.has(submissionKey(key))),
    );
    const known = await acceptedUnder(tx, distinctKeys(read, added));
    for (const complaint of complaints) known.set(submissionKey(complaint.key), remembered(complaint));
    return {
      verdicts: read.map((one) => verdictOn(one, one.key && known.get(submissionKey(one.key)))),
      say: await this.seal(tx, complaints),
    };
  }

  /** Writes down whose the complaints are; one that drew a reference which is taken draws again. */
  private async own(tx: Transaction, candidates: Candidate[]): Promise<NewComplaint[]> {
    const at = new Date();
    const complaints: NewComplaint[] = [];
    for (let left = candidates; left.length > 0; ) {
      const drawn = left.map((candidate) => ({ ...candidate, ...acceptedAs(candidate, drawReference(), at) }));
      const owned = await ownComplaints(tx, drawn.map(toOwned));
      complaints.push(...drawn.filter(({ complaintId }) => owned.has(complaintId)));
      left = left.filter(({ complaintId }) => !owned.has(complaintId));
    }
    return complaints;
  }

  private async seal(tx: Transaction, complaints: NewComplaint[]): Promise<Saying[]> {
    if (complaints.length === 0) return [];
    const keys = await this.keeper.issueMany(
      tx,
      complaints.map(({ complaintId }) => complaintId),
    );
    return keys.map((key, nth) => {
      const { complaintId, facts, words } = complaints[nth] as NewComplaint;
      const id = randomUUIDv7();
      const cause = { subject: complaintId, correlationid: complaintId };
      const data = { ...facts, sealed: seal(key, id, words) };
      return say(ComplaintSubmitted, cause, data, { id, at: new Date(facts.receivedAt) });
    });
  }
}

/** The first of each id. */
function candidatesAmong(read: ReadSubmission[]): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  for (const { key, fingerprint, submission } of read) {
    if (!key || !fingerprint || !submission || candidates.has(submissionKey(key))) continue;
    candidates.set(submissionKey(key), { key, bodyHash: fingerprint, complaintId: randomUUIDv7(), submission });
  }
  return candidates;
}

/** Of all ids that may have been used before. */
function distinctKeys(read: ReadSubmission[], added: Set<string>): SubmissionKey[] {
  const keys = new Map(read.flatMap(({ key, fingerprint }) => (key && fingerprint ? [[submissionKey(key), key]] : [])));
  return [...keys].flatMap(([name, key]) => (added.has(name) ? [] : [key]));
}

function acceptedAs({ submission }: Candidate, reference: string, at: Date): Accepted {
  const { channel, customer } = submission;
  const { id: sub, email, language } = customer;
  return accept(submission, { channel, sub, ...(email && { email }), ...(language && { language }) }, reference, at);
}

function toOwned({ complaintId, facts, words }: NewComplaint) {
  const { channel, reference, receivedAt, promisedBy } = facts;
  const dates = { receivedAt: new Date(receivedAt), promisedBy: new Date(promisedBy) };
  return { complaintId, customerId: words.customerId, channel, reference, ...dates };
}

function remembered({ bodyHash, complaintId, facts }: NewComplaint): AcceptedSubmission {
  return { bodyHash, complaintId, reference: facts.reference, promisedBy: new Date(facts.promisedBy) };
}
