import { randomUUIDv7 } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ReadingWay } from './complaint-read.entity.js';

const record = `
  INSERT INTO complaint_read (id, complaint_id, reader, way, read_at, minute)
  SELECT id, complaint_id, $3, $4, $5, date_trunc('minute', $5::timestamptz)
  FROM unnest($1::uuid[], $2::uuid[]) AS opened (id, complaint_id)
  ON CONFLICT (complaint_id, minute, reader, way) DO NOTHING`;

/** Writes down who reads words of these complaints; to be called before they are shown. */
export async function recordReading(
  database: Pick<DataSource, 'query'>,
  reader: string,
  way: ReadingWay,
  complaintIds: string[],
): Promise<void> {
  if (complaintIds.length === 0) return;
  await database.query(record, [complaintIds.map(() => randomUUIDv7()), complaintIds, reader, way, new Date()]);
}
