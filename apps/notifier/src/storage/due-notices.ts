import type { ComplaintState } from '@redress/lifecycle';
import type { Transaction } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import type { OwedNotice } from '../domain/notice.js';
import type { Told } from '../domain/owing.js';
import type { Settlement, Tried } from '../domain/settle.js';

/** How long a notice that is being sent is held without a sign of life from who sends it. */
export const holdMs = 8_000;

/** A notice that is about to be sent, with what a letter needs to know of its complaint. */
export interface TakenNotice extends OwedNotice, Tried {
  noticeId: string;
  /** Somebody else was sending it and never said how that ended. */
  wasAbandoned: boolean;
  told: Told;
  /** The words of its cause, if the letter carries them. */
  sealed: string | null;
  /** What it is about: its submission, where the contact is, and its state. Empty for a letter about no complaint. */
  submission: Submission | null;
  complaint: ComplaintState | null;
  /** The complaint that tells the same, when the letter is about that and it is known here. */
  other: (Submission & { reference: string }) | null;
}

/** A submission, as it was sealed; the contact is in it. */
export interface Submission {
  complaintId: string;
  eventId: string;
  sealed: string;
}

const submissionOf = (row: string): string => `
    CASE WHEN ${row}.complaint_id IS NOT NULL
      THEN jsonb_build_object('complaintId', ${row}.complaint_id, 'eventId', ${row}.submission_id, 'sealed', ${row}.sealed) END`;

const anyDue = `
  SELECT 1 FROM notice WHERE due_at IS NOT NULL AND (due_at <= now() OR ($2 AND state = 'queued')) AND notice_id <> ALL($1::uuid[])
  LIMIT 1`;

/** A hold that ran out was a letter on its way: it may have gone, so that is one more doubt. */
const takeDue = `
  WITH due AS (
    SELECT notice_id, state FROM notice
    WHERE due_at IS NOT NULL AND (due_at <= now() OR ($3 AND state = 'queued')) AND notice_id <> ALL($2::uuid[])
    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE notice SET state = 'sending', attempts = attempts + 1, doubts = doubts + (due.state = 'sending')::int,
      due_at = now() + make_interval(secs => $4), changed_at = now()
    FROM due WHERE notice.notice_id = due.notice_id
    RETURNING notice.*, due.state = 'sending' AS was_abandoned
  )
  SELECT taken.notice_id AS "noticeId", taken.complaint_id AS "complaintId", causation_id AS "causationId", person,
    template, channel, attempts, doubts, created_at AS "createdAt", was_abandoned AS "wasAbandoned", told, taken.sealed,
    ${submissionOf('about')} AS submission, about.state AS complaint,
    ${submissionOf('other')} || jsonb_build_object('reference', other.state -> 'reference') AS other
  FROM taken LEFT JOIN told_complaint AS about ON about.complaint_id = taken.complaint_id
  LEFT JOIN told_complaint AS other ON other.complaint_id = (taken.told ->> 'of')::uuid
  ORDER BY taken.notice_id`;

/** In key order, so that whoever writes the same notices takes turns instead of blocking each other. */
const lock = (which: string): string => `
  WITH locked AS (SELECT notice_id FROM notice WHERE ${which} ORDER BY notice_id FOR UPDATE)`;

const holdOn = `${lock(`notice_id = ANY($1::uuid[]) AND state = 'sending'`)}
  UPDATE notice SET due_at = now() + make_interval(secs => $2)
  FROM locked WHERE notice.notice_id = locked.notice_id`;

/**
 * The number of the attempt tells whose hold it is: whoever took the notice after us counted one more. The words are not
 * kept when nobody will send them any more.
 */
const settleAll = `${lock(`notice_id = ANY($1::uuid[])`)}, settled AS (
    UPDATE notice SET state = done.state, reason = done.reason, doubts = done.doubts, due_at = done.due_at, changed_at = now(),
      sealed = CASE WHEN done.due_at IS NOT NULL THEN notice.sealed END
    FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
      AS done (notice_id, attempts, state, reason, doubts, due_at) JOIN locked USING (notice_id)
    WHERE notice.notice_id = done.notice_id AND notice.state = 'sending' AND notice.attempts = done.attempts
    RETURNING notice.notice_id
  )
  SELECT notice_id FROM settled`;

const wakeAll = `${lock(`state IN ('queued', 'uncertain') AND due_at > now()`)}
  UPDATE notice SET due_at = now() FROM locked WHERE notice.notice_id = locked.notice_id`;

/** Whose letters those are, and how eager to take them. */
export interface Wanted {
  limit: number;
  /** Already in this process's hands. */
  except: string[];
  /** Also one that waits for its next attempt; never one that may have gone. */
  early: boolean;
}

/** Whether {@link takeNotices} would find something; cheaper, and no transaction. */
export async function areNoticesDue(database: DataSource, { except, early }: Wanted): Promise<boolean> {
  const rows: unknown[] = await database.query(anyDue, [except, early]);
  return rows.length > 0;
}

/** Takes the notices that are due, longest due first, and marks them as being sent. */
export function takeNotices(tx: Transaction, { limit, except, early }: Wanted): Promise<TakenNotice[]> {
  return tx.query(takeDue, [limit, except, early, holdMs / 1_000]);
}

/** Says that these are still being sent. */
export async function holdNotices(database: DataSource, noticeIds: string[]): Promise<void> {
  await database.query(holdOn, [noticeIds, holdMs / 1_000]);
}

/** Stores how attempts ended. Gives the ids of those that were still in our hands. */
export async function settleNotices(
  tx: Transaction,
  settled: { notice: TakenNotice; settlement: Settlement }[],
): Promise<Set<string>> {
  const rows: { notice_id: string }[] = await tx.query(settleAll, [
    settled.map(({ notice }) => notice.noticeId),
    settled.map(({ notice }) => notice.attempts),
    settled.map(({ settlement }) => settlement.state),
    settled.map(({ settlement }) => settlement.reason ?? null),
    settled.map(({ settlement }) => settlement.doubts),
    settled.map(({ settlement }) => settlement.dueAt ?? null),
  ]);
  return new Set(rows.map((row) => row.notice_id));
}

/** Makes everything that waits for its next attempt due at once: the mail server is back. */
export async function wakeNotices(database: DataSource): Promise<void> {
  await database.query(wakeAll);
}
