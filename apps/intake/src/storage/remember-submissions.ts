import { type SubmissionKey, submissionKey } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import type { AcceptedSubmission } from '../domain/verdict.js';
import type { ChannelSubmission } from './channel-submission.entity.js';

// One that is still open under the same id is waited for. Always in the same order, so that nobody waits in a circle.
const remember = `
  INSERT INTO channel_submission (channel, id, body_hash, complaint_id)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::uuid[]) AS sent (channel, id, body_hash, complaint_id)
  ORDER BY channel, id
  ON CONFLICT DO NOTHING
  RETURNING channel, id`;

const acceptedBefore = `
  SELECT sent.channel, sent.id, body_hash AS "bodyHash", complaint_id AS "complaintId", reference,
    promised_by AS "promisedBy"
  FROM channel_submission AS sent JOIN owned_complaint USING (complaint_id)
  WHERE (sent.channel, sent.id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

/** Remembers the ids that are new; answers which those are, by their keys. */
export async function rememberNew(tx: Transaction, sent: ChannelSubmission[]): Promise<Set<string>> {
  if (sent.length === 0) return new Set();
  const rows: SubmissionKey[] = await tx.query(remember, [
    sent.map(({ channel }) => channel),
    sent.map(({ id }) => id),
    sent.map(({ bodyHash }) => bodyHash),
    sent.map(({ complaintId }) => complaintId),
  ]);
  return new Set(rows.map(submissionKey));
}

/** What was accepted under these ids, by their keys. */
export async function acceptedUnder(tx: Transaction, keys: SubmissionKey[]): Promise<Map<string, AcceptedSubmission>> {
  if (keys.length === 0) return new Map();
  const rows: (SubmissionKey & AcceptedSubmission)[] = await tx.query(acceptedBefore, [
    keys.map(({ channel }) => channel),
    keys.map(({ id }) => id),
  ]);
  return new Map(rows.map((row) => [submissionKey(row), row]));
}
