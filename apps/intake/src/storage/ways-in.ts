import type { Transaction } from '@redress/messaging';
import type { WayIn } from './way-in.entity.js';

// Nobody waits: who floods one address must not hold up the others.
const oneAtATime = `SELECT pg_try_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0)) AS alone`;

const askedLately = `
  SELECT count(*)::int AS asked FROM way_in WHERE address_mark = $1 AND asked_at > now() - interval '1 hour'`;

const remember = `
  INSERT INTO way_in (id, token_hash, address_mark, event_id, sealed, until) VALUES ($1, $2, $3, $4, $5, $6)`;

const use = `
  UPDATE way_in SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND until > now()
  RETURNING id AS "complaintId", event_id AS "eventId", sealed`;

const forget = `DELETE FROM way_in WHERE until < now() - interval '1 hour' RETURNING id`;

/**
 * How often somebody asked for this address within an hour; `undefined` while somebody else is asking for it. Until the
 * transaction ends nobody else does.
 */
export async function askedFor(tx: Transaction, addressMark: Buffer): Promise<number | undefined> {
  const [lock]: { alone: boolean }[] = await tx.query(oneAtATime, [addressMark]);
  if (!lock?.alone) return undefined;
  const [row]: { asked: number }[] = await tx.query(askedLately, [addressMark]);
  return row?.asked ?? 0;
}

/** Remembers that somebody asked. */
export async function rememberWayIn(
  tx: Transaction,
  { id, tokenHash, addressMark, eventId, sealed, until }: Omit<WayIn, 'askedAt' | 'usedAt'>,
): Promise<void> {
  await tx.query(remember, [id, tokenHash, addressMark, eventId, sealed, until]);
}

/** The sealed words of what was asked for with this token, once and in time; `undefined` else. */
export async function useWayIn(
  tx: Transaction,
  tokenHash: Buffer,
): Promise<{ complaintId: string; eventId: string; sealed: string } | undefined> {
  // TypeORM answers an UPDATE with its rows and how many they are.
  const [rows]: [{ complaintId: string; eventId: string; sealed: string }[], number] = await tx.query(use, [tokenHash]);
  return rows[0];
}

/** Forgets what is over; answers under which ids it was asked for. */
export async function forgetWaysIn(tx: Transaction): Promise<string[]> {
  const [rows]: [{ id: string }[], number] = await tx.query(forget);
  return rows.map(({ id }) => id);
}
