import { randomUUIDv7 } from 'node:crypto';
import { topics } from '@redress/contracts';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const parkRecord = `
  INSERT INTO parked (id, topic, partition, record_offset, key, complaint_id, headers, value, reason, detail, value_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, sha256(coalesce($8::bytea, '')))
  ON CONFLICT (topic, partition, record_offset) DO NOTHING
  RETURNING id`;

/** Locked, so that a release that is under way is waited for: what it removes the last record of is parked no more. */
const lockParked = `
  SELECT complaint_id FROM parked WHERE complaint_id = ANY($1::uuid[])
  ORDER BY complaint_id, record_offset FOR UPDATE`;

// Parked without a hash of what lay on the topic, a record is known by its key.
const isSame = (key: string, value: string): string =>
  `parked.key IS NOT DISTINCT FROM ${key} AND coalesce(parked.value_hash = sha256(coalesce(${value}, '')), true)`;

const parkedPlaces = `
  SELECT topic, partition, record_offset FROM parked
  JOIN unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::bytea[])
    AS met (topic, partition, record_offset, key, value) USING (topic, partition, record_offset)
  WHERE ${isSame('met.key', 'met.value')}`;

/**
 * On a topic made anew, places are given out again: all that was parked from the old one goes before whatever is there, in
 * its order. That is what was parked before the record in whose place another lies now, and what lies beyond it.
 */
const makeRoom = `
  WITH other AS (
    SELECT parked_at FROM parked
    WHERE topic = $1 AND partition = $2 AND record_offset = $3 AND NOT (${isSame('$4', '$5::bytea')})
  ), old AS (
    SELECT parked.id, row_number() OVER (ORDER BY record_offset DESC) AS nth FROM parked, other
    WHERE topic = $1 AND partition = $2 AND (parked.parked_at <= other.parked_at OR record_offset > $3)
  )
  UPDATE parked SET record_offset = least(0, (
    SELECT min(record_offset) FROM parked WHERE topic = $1 AND partition = $2
  )) - nth FROM old WHERE parked.id = old.id`;

/** PostgreSQL stores no NUL: what cannot be stored could not be set aside, and would stand in the way for ever. */
const storable = (bytes: unknown): string => String(bytes).replaceAll('\0', '\ufffd');

const keyOf = ({ key }: JournalRecord): string | null => (key ? storable(key) : null);

/** The complaint that a record of the journal is about, by its key; the keys of other topics name none. */
export function complaintIdOf(record: JournalRecord): string | null {
  const key = keyOf(record);
  return key && uuid.test(key) && record.topic.endsWith(topics.complaints.name) ? key : null;
}

/**
 * Sets a record aside, with why; later events of its complaint go behind it until it is released. A record without a
 * usable key is parked alone. Parking the same record again does nothing; true when it was not parked before.
 */
export async function park(tx: Transaction, record: JournalRecord, reason: string, detail: string): Promise<boolean> {
  const key = keyOf(record);
  const place = [record.topic, record.partition, record.offset, key];
  await tx.query(makeRoom, [...place, record.value]);
  const made: unknown[] = await tx.query(parkRecord, [
    randomUUIDv7(),
    ...place,
    complaintIdOf(record),
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
    records.map(keyOf),
    records.map(({ value }) => value),
  ]);
  const places = new Set(rows.map((row) => `${row.topic} ${row.partition} ${row.record_offset}`));
  return new Set(records.filter(({ topic, partition, offset }) => places.has(`${topic} ${partition} ${offset}`)));
}
