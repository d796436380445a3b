import type { Category, PoolingReason } from '@redress/contracts';
import type { EntityManager } from 'typeorm';
import type { Room } from '../domain/roster.js';
import { notParked } from './not-parked.js';

/** A complaint in the pool. */
export interface Pooled {
  id: string;
  correlationId: string;
  category: Category;
  language: string;
  receivedAt: Date;
  episode: number;
  pooledBy: string | null;
  waiting: PoolingReason | null;
  handedOverBy: string | null;
}

/** Looks only at those nobody has tried, and at as many of a kind as there are places: never at all that wait. */
const nextStatement = `
  WITH room AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) AS room (category, language, places)
  ), next AS (
    (SELECT complaint_id, received_at FROM complaint
     WHERE status = 'pooled' AND waiting IS NULL AND ${notParked}
     ORDER BY received_at, complaint_id LIMIT $4)
    UNION
    SELECT oldest.* FROM room CROSS JOIN LATERAL (
      SELECT complaint_id, received_at FROM complaint
      WHERE status = 'pooled' AND category = room.category AND language = room.language AND ${notParked}
      ORDER BY received_at, complaint_id LIMIT LEAST(room.places, $4)
    ) AS oldest
  )
  SELECT complaint_id AS id FROM next ORDER BY received_at, complaint_id LIMIT $4`;

/** The oldest complaints that somebody can take now or that nobody has tried yet, at most `limit`. */
export async function nextInLine(db: EntityManager, rooms: Room[], limit: number): Promise<string[]> {
  const rows: { id: string }[] = await db.query(nextStatement, [
    rooms.map((room) => room.category),
    rooms.map((room) => room.language),
    rooms.map((room) => room.places),
    limit,
  ]);
  return rows.map(({ id }) => id);
}

const lockStatement = `
  WITH mine AS (
    SELECT * FROM complaint WHERE complaint_id = ANY($1) AND status = 'pooled' AND ${notParked}
    ORDER BY complaint_id FOR UPDATE SKIP LOCKED
  )
  SELECT complaint_id AS id, correlation_id AS "correlationId", category, language, received_at AS "receivedAt",
         episode, pooled_by AS "pooledBy", waiting, handed_over_by AS "handedOverBy"
  FROM mine ORDER BY received_at, complaint_id`;

/** Locks those of the complaints that are still in the pool and that nobody else is deciding about; oldest first. */
export async function lockPooled(tx: EntityManager, ids: string[]): Promise<Pooled[]> {
  return await tx.query(lockStatement, [ids]);
}

/** Remembers why locked complaints wait, and that it was said. */
export async function markWaiting(tx: EntityManager, waits: { id: string; reason: PoolingReason }[]): Promise<void> {
  if (waits.length === 0) return;
  await tx.query(
    `UPDATE complaint SET waiting = why.reason, said = said + 1
     FROM unnest($1::uuid[], $2::text[]) AS why (complaint_id, reason)
     WHERE complaint.complaint_id = why.complaint_id`,
    [waits.map(({ id }) => id), waits.map(({ reason }) => reason)],
  );
}
