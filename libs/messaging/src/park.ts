import { randomUUIDv7 } from 'node:crypto';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const parkRecord = `
  INSERT INTO parked (id, topic, partition, record_offset, key, complaint_id, headers, value, reason, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (topic, partition, record_offset) DO NOTHING
  RETURNING id`;

/** Locked, so that a release that is under way is waited for: what it removes the last record of is parked no more. */
const lockParked = `
  SELECT complaint_id FROM parked WHERE complaint_id = ANY($1::uuid[])
  ORDER BY complaint_id, record_offset FOR UPDATE`;

const parkedPlaces = `
  SELECT topic, partition, record_offset FROM parked
  WHERE (topic, partition, record_offset) IN (SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]))`;

/** PostgreSQL stores no NUL: what cannot be stored could not be set aside, and would stand in the way for ever. */
const storable = (bytes: unknown): string => String(bytes).replaceAll('\0', '\ufffd');

/**
 * Sets a record aside, with why; later events of its complaint go behind it until it is released. A record without a
 * usable key is parked alone. Parking the same record again does nothing; true when it was not parked before.
 */
export async function park(tx: Transaction, record: JournalRecord, reason: string, detail: string): Promise<boolean> {
  const key = record.key ? storable(record.key) : undefined;
  const made: unknown[] = await tx.query(parkRecord, [
    randomUUIDv7(),
    record.topic,
    record.partition,
    record.offset,
    key ?? null,
    key && uuid.test(key) ? key : null,
    JSON.stringify(
      Object.fromEntries(
        Object.entries(record.headers ?? {}).map(([name, value]) => [storable(name), storable(value)]),
      ),
    ),
    record.value,
    reason,
    detail,
  ]);
  return made.length > 0;
}

/** Which of these complaints have something parked here. */
export async function parkedComplaints(tx: Transaction, complaintIds: string[]): Promise<Set<string>> {
  if (complaintIds.length === 0) return new Set();
  const rows: { complaint_id: string }[] = await tx.query(lockParked, [complaintIds]);
  return new Set(rows.map((row) => row.complaint_id));
}

/** Which of these records are parked already. */
export async function alreadyParked(tx: Transaction, records: JournalRecord[]): Promise<Set<JournalRecord>> {
  const rows: { topic: string; partition: number; record_offset: string }[] = await tx.query(parkedPlaces, [
    records.map(({ topic }) => topic),
    records.map(({ partition }) => partition),
    records.map(({ offset }) => offset),
  ]);
  const places = new Set(rows.map((row) => `${row.topic} ${row.partition} ${row.record_offset}`));
  return new Set(records.filter(({ topic, partition, offset }) => places.has(`${topic} ${partition} ${offset}`)));
}
