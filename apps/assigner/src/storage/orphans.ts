import type { EntityManager } from 'typeorm';
import { notParked } from './not-parked.js';

/** A complaint whose holder has retired. */
export interface Orphaned {
  complaintId: string;
  correlationId: string;
  assignmentId: string;
  specialistId: string;
}

/** Whether a retired specialist holds anything. */
export async function isAnyOrphaned(db: EntityManager): Promise<boolean> {
  const rows: unknown[] = await db.query(
    `SELECT FROM complaint JOIN specialist USING (specialist_id) WHERE retired AND ${notParked} LIMIT 1`,
  );
  return rows.length > 0;
}

/** Locks complaints whose holders have retired, at most `limit`. */
export async function lockOrphaned(tx: EntityManager, limit: number): Promise<Orphaned[]> {
  return await tx.query(
    `SELECT complaint_id AS "complaintId", correlation_id AS "correlationId", assignment_id AS "assignmentId",
            specialist_id AS "specialistId"
     FROM complaint JOIN specialist USING (specialist_id)
     WHERE retired AND ${notParked}
     ORDER BY complaint_id LIMIT $1 FOR UPDATE OF complaint SKIP LOCKED`,
    [limit],
  );
}
