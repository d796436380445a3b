import { randomUUIDv7 } from 'node:crypto';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const parkRecord = `
  INSERT INTO parked (id, topic, partition, record_offset, key, complaint_id, type, value, reason, detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (topic, partition, record_offset) DO NOTHING`;

/**
 * Sets a record aside, with why; later events of its complaint go behind it until it is released. A record without a
 * usable key is parked alone. Parking the same record again does nothing.
 */
export async function park(tx: Transaction, record: JournalRecord, reason: string, detail: string): Promise<void> {
  const key = record.key?.toString();
  await tx.query(parkRecord, [
    randomUUIDv7(),
    record.topic,
    record.partition,
    record.offset,
    key ?? null,
    key && uuid.test(key) ? key : null,
    record.headers?.ce_type ? String(record.headers.ce_type) : null,
    record.value,
    reason,
    detail,
  ]);
}

/** Which of these complaints have something parked here. */
export async function parkedComplaints(tx: Transaction, complaintIds: string[]): Promise<Set<string>> {
  if (complaintIds.length === 0) return new Set();
  const rows: { complaint_id: string }[] = await tx.query(
    'SELECT DISTINCT complaint_id FROM parked WHERE complaint_id = ANY($1::uuid[])',
    [complaintIds],
  );
  return new Set(rows.map((row) => row.complaint_id));
}
