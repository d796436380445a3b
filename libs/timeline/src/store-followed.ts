import { ring } from '@redress/bootstrap';
import type { ComplaintState } from '@redress/lifecycle';
import type { Transaction } from '@redress/messaging';
import type { Followed } from './follow.js';

const lockStates = `
  SELECT complaint_id AS "complaintId", state FROM complaint_state
  WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id FOR UPDATE`;

const writeStates = `
  INSERT INTO complaint_state (complaint_id, state)
  SELECT * FROM unnest($1::uuid[], $2::jsonb[]) AS latest (complaint_id, state) ORDER BY complaint_id
  ON CONFLICT (complaint_id) DO UPDATE SET state = excluded.state`;

const writeEntries = `
  INSERT INTO timeline_entry (event_id, complaint_id, type, at, effect, reason, data, sealed)
  SELECT event_id, complaint_id, type, at, effect, reason, data, sealed
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::jsonb[], $8::text[])
    WITH ORDINALITY AS entry (event_id, complaint_id, type, at, effect, reason, data, sealed, nth)
  ORDER BY nth`;

/** The states of these complaints, locked until the transaction ends. */
export async function statesOf(tx: Transaction, complaintIds: string[]): Promise<Map<string, ComplaintState>> {
  const rows: { complaintId: string; state: ComplaintState }[] = await tx.query(lockStates, [
    [...new Set(complaintIds)],
  ]);
  return new Map(rows.map(({ complaintId, state }) => [complaintId, state]));
}

/** Stores what a run of events did, one statement per table, and rings for the complaints they were about. */
export async function storeFollowed(tx: Transaction, { states, entries }: Followed): Promise<void> {
  await tx.query(writeStates, [[...states.keys()], [...states.values()].map((state) => JSON.stringify(state))]);
  await tx.query(writeEntries, [
    entries.map((entry) => entry.id),
    entries.map((entry) => entry.complaintId),
    entries.map((entry) => entry.type),
    entries.map((entry) => entry.at),
    entries.map((entry) => entry.effect),
    entries.map((entry) => entry.reason ?? null),
    entries.map((entry) => JSON.stringify(entry.data)),
    entries.map((entry) => entry.sealed ?? null),
  ]);
  await ring(
    tx,
    entries.map((entry) => entry.complaintId),
  );
}
