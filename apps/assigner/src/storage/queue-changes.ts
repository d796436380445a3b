import type { EntityManager } from 'typeorm';

/** One change of a specialist's queue, as its streams tell it. */
export interface QueueChange {
  complaintId: string;
  isHeld: boolean;
  id: string;
  type: string;
  at: Date;
  effect: 'took' | 'pending';
  data: Record<string, unknown>;
}

const wanted = `complaint_id AS "complaintId", is_held AS "isHeld", event_id AS id, type, at, effect, data`;

const changesAfter = `
  SELECT ${wanted} FROM queue_change WHERE specialist_id = $1 AND number > $2 ORDER BY number`;

const lastOfHeld = `
  SELECT * FROM (
    SELECT DISTINCT ON (complaint_id) number, ${wanted} FROM queue_change
    WHERE specialist_id = $1 AND complaint_id IN (SELECT complaint_id FROM complaint WHERE specialist_id = $1)
    ORDER BY complaint_id, number DESC
  ) AS latest ORDER BY number`;

/** Whoever comes back later is told of the whole queue. */
const kept = '7 days';
const atOnce = 1_000;

const forget = `
  DELETE FROM queue_change WHERE number IN (
    SELECT number FROM queue_change AS old
    WHERE noted_at < now() - interval '${kept}' AND NOT EXISTS (
      SELECT FROM complaint
      WHERE complaint.complaint_id = old.complaint_id AND complaint.specialist_id = old.specialist_id
    )
    ORDER BY noted_at LIMIT ${atOnce}
  )`;

/**
 * The changes of a queue after the one that followed from an event; without one, or when it is not known any more, the
 * last change of everything in the queue.
 */
export async function queueChanges(
  db: EntityManager,
  specialistId: string,
  after: string | undefined,
): Promise<QueueChange[]> {
  const [last]: { number: string | null }[] = await db.query(
    `SELECT max(number) AS number FROM queue_change
     WHERE specialist_id = $1 AND event_id::text = $2 AND noted_at >= now() - interval '${kept}'`,
    [specialistId, after ?? ''],
  );
  return last?.number
    ? await db.query(changesAfter, [specialistId, last.number])
    : await db.query(lastOfHeld, [specialistId]);
}

/** Forgets changes that are older than a week, the last one of everything that is held aside: 1,000 at a time. */
export async function forgetOldChanges(db: EntityManager, stopping?: AbortSignal): Promise<void> {
  const forgetSome = async () => (await db.query(forget))[1] as number;
  while (!stopping?.aborted && (await forgetSome()) === atOnce);
}
