import type { JournalRecord } from './gather.js';

/** A parked record as its service keeps it. */
export interface ParkedRow {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
  complaintId: string | null;
  headers: Record<string, string>;
  value: Buffer | null;
  reason: string;
  detail: string;
  parkedAt: Date;
  /** Of the value as it lay on the topic; null when it was mended before hashes were kept. */
  valueHash: Buffer | null;
}

const columns = `id, topic, partition, record_offset AS "offset", key, complaint_id AS "complaintId", headers, value,
  reason, detail, parked_at AS "parkedAt", value_hash AS "valueHash"`;

export const parkedSql = {
  list: `SELECT ${columns} FROM parked WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
  find: `SELECT ${columns} FROM parked WHERE id = $1`,
  lockNext: `SELECT ${columns} FROM parked WHERE complaint_id = $1 OR ($1::uuid IS NULL AND id = $2)
    ORDER BY record_offset LIMIT 1 FOR UPDATE`,
  left: `SELECT count(*)::int AS left FROM parked WHERE complaint_id = $1 OR ($1::uuid IS NULL AND id = $2)`,
  unknownVersions: `SELECT ${columns} FROM parked WHERE topic = $1 AND reason = 'unknown-version' ORDER BY id`,
  mend: "UPDATE parked SET value = convert_to($2, 'UTF8') WHERE id = $1 RETURNING id",
  explain: 'UPDATE parked SET reason = $2, detail = $3 WHERE id = $1',
  remove: 'DELETE FROM parked WHERE id = $1 RETURNING id',
  mendedSo: `SELECT FROM parked_act WHERE (topic, partition, record_offset) = ($2, $3, $4) AND parked_id <> $1
    AND act = 'mend' AND complaint_id = $5 AND coalesce(value_hash = $6, true) AND value = convert_to($7, 'UTF8')`,
  writeDown: `INSERT INTO parked_act
      (parked_id, topic, partition, record_offset, complaint_id, value_hash, act, by, reason, value)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, convert_to($10, 'UTF8'))`,
};

export function toRecord({ topic, partition, offset, key, headers, value }: ParkedRow): JournalRecord {
  return { topic, partition, offset, key: key === null ? null : Buffer.from(key), headers, value };
}
