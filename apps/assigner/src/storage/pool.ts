import type { EntityManager } from 'typeorm';
import type { Room } from '../domain/roster.js';
import { notParked } from './not-parked.js';

/** Looks only at those nobody has tried, and at as many of a kind as there are places: never at all that wait. */
const nextStatement = `
  WITH room AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS room (category text, language text, places int, takers text[])
  ), next AS (
    (SELECT complaint_id, received_at FROM complaint
     WHERE status = 'pooled' AND waiting IS NULL AND ${notParked}
     ORDER BY received_at, complaint_id LIMIT $2)
    UNION
    SELECT oldest.* FROM room CROSS JOIN LATERAL (
      SELECT complaint_id, received_at FROM complaint
      WHERE status = 'pooled' AND category = room.category AND language = room.language AND ${notParked}
        AND NOT (room.takers <@ decided_before)
      ORDER BY received_at, complaint_id LIMIT LEAST(room.places, $2)
    ) AS oldest
  )
  SELECT complaint_id AS id FROM next ORDER BY received_at, complaint_id LIMIT $2`;

/** The oldest complaints that somebody can take now or that nobody has tried yet, at most `limit`. */
export async function nextInLine(db: EntityManager, rooms: Room[], limit: number): Promise<string[]> {
  const rows: { id: string }[] = await db.query(nextStatement, [JSON.stringify(rooms), limit]);
  return rows.map(({ id }) => id);
}

/** Locks those of the complaints that are still in the pool and that nobody else is deciding about. */
export async function lockPooled(tx: EntityManager, ids: string[]): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT complaint_id AS id FROM complaint WHERE complaint_id = ANY($1) AND status = 'pooled' AND ${notParked}
     ORDER BY complaint_id FOR UPDATE SKIP LOCKED`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

const ofTheRetired = `complaint JOIN specialist USING (specialist_id) WHERE retired AND ${notParked}`;

/** Whether a retired specialist holds anything. */
export async function isAnyOrphaned(db: EntityManager): Promise<boolean> {
  const rows: unknown[] = await db.query(`SELECT FROM ${ofTheRetired} LIMIT 1`);
  return rows.length > 0;
}

/** Locks complaints whose holders have retired, at most `limit`. */
export async function lockOrphaned(tx: EntityManager, limit: number): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT complaint_id AS id FROM ${ofTheRetired} ORDER BY complaint_id LIMIT $1 FOR UPDATE OF complaint SKIP LOCKED`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Locks what a specialist holds. */
export async function lockHeldBy(tx: EntityManager, specialistId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT complaint_id AS id FROM complaint WHERE specialist_id = $1 AND ${notParked}
     ORDER BY complaint_id FOR UPDATE`,
    [specialistId],
  );
  return rows.map(({ id }) => id);
}
