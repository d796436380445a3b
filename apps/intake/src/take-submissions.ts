import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SubmissionDocument, type SubmissionKey, submissionKey } from '@redress/contracts';
import type { Saying, Transaction } from '@redress/messaging';
import { type AcceptedSubmission, type ReadSubmission, type Verdict, verdictOn } from './domain/verdict.js';
import { type NewComplaint, NewComplaints, type Wanted } from './new-complaints.js';
import { acceptedUnder, rememberNew } from './storage/remember-submissions.js';

/** A submission that nothing speaks against, with the complaint it becomes unless its id is known. */
interface Candidate {
  key: SubmissionKey;
  bodyHash: Buffer;
  complaintId: string;
  submission: SubmissionDocument;
}

/** Takes what channels send, by whichever way it came in: each id becomes one complaint. */
@Injectable()
export class TakeSubmissions {
  constructor(private readonly complaints: NewComplaints) {}

  /** The verdicts, in order, and what there is to say. A few statements, however many come in at once. */
  async take(tx: Transaction, read: ReadSubmission[]): Promise<{ verdicts: Verdict[]; say: Saying[] }> {
    const candidates = candidatesAmong(read);
    const added = await rememberNew(
      tx,
      [...candidates.values()].map(({ key, bodyHash, complaintId }) => ({ ...key, bodyHash, complaintId })),
    );
    const fresh = [...candidates.values()].filter(({ key }) => added.has(submissionKey(key)));
    const { made, say } = await this.complaints.make(tx, fresh.map(toWanted), new Date());
    const known = await acceptedUnder(tx, distinctKeys(read, added));
    const byId = new Map(made.map((complaint) => [complaint.complaintId, complaint]));
    for (const candidate of fresh) {
      known.set(submissionKey(candidate.key), remembered(candidate, byId.get(candidate.complaintId) as NewComplaint));
    }
    return { verdicts: read.map((one) => verdictOn(one, one.key && known.get(submissionKey(one.key)))), say };
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

function toWanted({ complaintId, submission }: Candidate): Wanted {
  const { channel, customer } = submission;
  const { id: sub, email, language } = customer;
  return {
    complaintId,
    submission,
    customer: { channel, sub, ...(email && { email }), ...(language && { language }) },
  };
}

function remembered({ bodyHash }: Candidate, { complaintId, facts }: NewComplaint): AcceptedSubmission {
  return { bodyHash, complaintId, reference: facts.reference, promisedBy: new Date(facts.promisedBy) };
}
