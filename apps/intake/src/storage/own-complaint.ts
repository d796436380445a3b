import type { Transaction } from '@redress/messaging';
import type { OwnedComplaint } from './owned-complaint.entity.js';
import { settlePreferencesOf } from './settle-preferences.js';

/** What the customer was told when a complaint was accepted. */
export interface Promised {
  reference: string;
  promisedBy: Date;
}

const promised = `SELECT reference, promised_by AS "promisedBy" FROM owned_complaint WHERE complaint_id = $1`;

/** What was told when this complaint, which there must be, was accepted. */
export async function promisedFor(tx: Transaction, complaintId: string): Promise<Promised> {
  const [told]: Promised[] = await tx.query(promised, [complaintId]);
  if (!told) throw new Error(`complaint ${complaintId} is nobody's`);
  return told;
}

const following = 'SELECT reference FROM owned_complaint WHERE follows = $1 ORDER BY complaint_id LIMIT 1';

/** The reference of the complaint that continues this one, when there is one. */
export async function referenceOfFollowing(tx: Transaction, complaintId: string): Promise<string | undefined> {
  const [found]: { reference: string }[] = await tx.query(following, [complaintId]);
  return found?.reference;
}

const ownMany = `
  WITH settled AS (${settlePreferencesOf('$2::text[]')})
  INSERT INTO owned_complaint (complaint_id, customer_id, channel, reference, received_at, promised_by, address_mark,
    follows)
  SELECT fresh.* FROM settled, unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
    $6::timestamptz[], $7::bytea[], $8::uuid[]) AS fresh
  WHERE settled.taken > 0
  ON CONFLICT (reference) DO NOTHING
  RETURNING complaint_id`;

/**
 * Writes down whose these complaints are, and answers for which: those whose reference is taken are left out. From then
 * on the customers' preferences stay as they are until the transaction ends.
 */
export async function ownComplaints(tx: Transaction, complaints: OwnedComplaint[]): Promise<Set<string>> {
  const rows: { complaint_id: string }[] = await tx.query(ownMany, [
    complaints.map(({ complaintId }) => complaintId),
    complaints.map(({ customerId }) => customerId),
    complaints.map(({ channel }) => channel),
    complaints.map(({ reference }) => reference),
    complaints.map(({ receivedAt }) => receivedAt),
    complaints.map(({ promisedBy }) => promisedBy),
    complaints.map(({ addressMark }) => addressMark),
    complaints.map(({ follows }) => follows),
  ]);
  return new Set(rows.map((row) => row.complaint_id));
}
