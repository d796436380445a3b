import type { EntityManager } from 'typeorm';

/** A complaint whose row the transaction has locked, and that somebody holds. */
export interface Release {
  complaintId: string;
  specialistId: string;
  /** The id of the event that says so: whatever follows was caused by it. */
  eventId: string;
}

const poolAgain = `
  UPDATE complaint
  SET status = 'pooled', specialist_id = NULL, assignment_id = NULL, reasons = NULL, waiting = NULL,
      pooled_by = released.event_id, handed_over_by = $3, said = said + 1
  FROM unnest($1::uuid[], $2::uuid[]) AS released (complaint_id, event_id)
  WHERE complaint.complaint_id = released.complaint_id`;

const rememberHolders = `
  INSERT INTO former_holder (complaint_id, specialist_id)
  SELECT * FROM unnest($1::uuid[], $2::text[]) AS held (complaint_id, specialist_id) ORDER BY 1, 2
  ON CONFLICT DO NOTHING`;

const lowerCounters = `
  UPDATE specialist SET open_count = open_count - fewer.count, queue_dirty = true
  FROM (SELECT specialist_id, count(*) FROM unnest($1::text[]) AS held (specialist_id) GROUP BY 1) AS fewer
  WHERE specialist.specialist_id = fewer.specialist_id`;

/** Locks specialists in key order. */
export async function lockSpecialists(tx: EntityManager, ids: string[]): Promise<void> {
  await tx.query('SELECT FROM specialist WHERE specialist_id = ANY($1) ORDER BY specialist_id FOR UPDATE', [ids]);
}

/** Takes locked complaints from their holders and puts them back into the pool. */
export async function releaseComplaints(
  tx: EntityManager,
  releases: Release[],
  handedOverBy: string | null = null,
): Promise<void> {
  if (releases.length === 0) return;
  const complaintIds = releases.map(({ complaintId }) => complaintId);
  const holders = releases.map(({ specialistId }) => specialistId);
  await lockSpecialists(tx, holders);
  await tx.query(poolAgain, [complaintIds, releases.map(({ eventId }) => eventId), handedOverBy]);
  await tx.query(rememberHolders, [complaintIds, holders]);
  await tx.query(lowerCounters, [holders]);
}

/** Counts anew what specialists hold. */
export async function recountHeld(tx: EntityManager, ids: string[]): Promise<void> {
  await lockSpecialists(tx, ids);
  await tx.query(
    `UPDATE specialist
     SET queue_dirty = true,
         open_count = (SELECT count(*) FROM complaint WHERE complaint.specialist_id = specialist.specialist_id)
     WHERE specialist_id = ANY($1)`,
    [ids],
  );
}

/** Notes that the holder of a locked complaint works on it. */
export async function beginWork(tx: EntityManager, complaintId: string): Promise<void> {
  await tx.query(`UPDATE complaint SET status = 'in-progress', said = said + 1 WHERE complaint_id = $1`, [complaintId]);
}
