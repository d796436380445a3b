import type { Transaction } from '@redress/messaging';
import type { OwnedComplaint } from './owned-complaint.entity.js';

/** A request's key, for one person, with what was asked under it. */
export interface RequestKey {
  principal: string;
  key: string;
  bodyHash: Buffer;
}

/** What was accepted under a key before. */
export interface AcceptedBefore {
  complaintId: string;
  reference: string;
  promisedBy: Date;
  bodyHash: Buffer;
}

// A request with the same key that is still open is waited for: the second one then finds the key taken.
const own = `
  WITH key AS (
    INSERT INTO idempotency_key (principal, key, body_hash, complaint_id)
    SELECT $7, $8, $9, $1 WHERE $8::text IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING complaint_id
  )
  INSERT INTO owned_complaint (complaint_id, customer_id, channel, reference, received_at, promised_by)
  SELECT $1, $2, $3, $4, $5, $6 WHERE $8::text IS NULL OR EXISTS (SELECT FROM key)
  RETURNING complaint_id`;

const acceptedBefore = `
  SELECT complaint_id AS "complaintId", reference, promised_by AS "promisedBy", body_hash AS "bodyHash"
  FROM idempotency_key JOIN owned_complaint USING (complaint_id)
  WHERE principal = $1 AND key = $2`;

/** Writes down whose the complaint is, unless its request's key was used before: then answers what was accepted under it. */
export async function ownComplaint(
  tx: Transaction,
  complaint: OwnedComplaint,
  key?: RequestKey,
): Promise<AcceptedBefore | undefined> {
  const { complaintId, customerId, channel, reference, receivedAt, promisedBy } = complaint;
  const owned: unknown[] = await tx.query(own, [
    complaintId,
    customerId,
    channel,
    reference,
    receivedAt,
    promisedBy,
    key?.principal,
    key?.key,
    key?.bodyHash,
  ]);
  if (owned.length > 0 || !key) return undefined;
  const [before]: AcceptedBefore[] = await tx.query(acceptedBefore, [key.principal, key.key]);
  return before;
}

const ownMany = `
  INSERT INTO owned_complaint (complaint_id, customer_id, channel, reference, received_at, promised_by)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
  ON CONFLICT (reference) DO NOTHING
  RETURNING complaint_id`;

/** Writes down whose these complaints are, and answers for which: those whose reference is taken are left out. */
export async function ownComplaints(tx: Transaction, complaints: OwnedComplaint[]): Promise<Set<string>> {
  const rows: { complaint_id: string }[] = await tx.query(ownMany, [
    complaints.map(({ complaintId }) => complaintId),
    complaints.map(({ customerId }) => customerId),
    complaints.map(({ channel }) => channel),
    complaints.map(({ reference }) => reference),
    complaints.map(({ receivedAt }) => receivedAt),
    complaints.map(({ promisedBy }) => promisedBy),
  ]);
  return new Set(rows.map((row) => row.complaint_id));
}

/** Is this error the unlikely one of two complaints that drew the same reference? */
export function isReferenceTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && constraint === 'owned_complaint_reference';
}
