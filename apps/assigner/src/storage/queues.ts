import { type AssigningReason, type AssignmentsDocument, limits, type QueuedComplaint } from '@redress/contracts';
import type { EntityManager } from 'typeorm';
import { tellingReason } from '../domain/telling-reason.js';

const takeDirty = `
  WITH dirty AS (
    SELECT specialist_id FROM specialist WHERE queue_dirty
    ORDER BY specialist_id LIMIT $1 FOR UPDATE SKIP LOCKED
  )
  UPDATE specialist SET queue_dirty = false, queue_version = queue_version + 1
  FROM dirty WHERE specialist.specialist_id = dirty.specialist_id
  RETURNING specialist.specialist_id AS id, queue_version AS version`;

const readQueues = `
  SELECT specialist_id, complaint_id, reference, status, episode, category, tags, language, complexity, due, reasons
  FROM complaint WHERE specialist_id = ANY($1)
  ORDER BY specialist_id, due, complaint_id`;

interface Row extends Omit<QueuedComplaint, 'complaintId' | 'due' | 'reason'> {
  specialist_id: string;
  complaint_id: string;
  due: Date;
  reasons: AssigningReason[];
}

/** Whether any queue has changed since it was posted. */
export async function isAnyQueueDirty(db: EntityManager): Promise<boolean> {
  const rows: unknown[] = await db.query('SELECT FROM specialist WHERE queue_dirty LIMIT 1');
  return rows.length > 0;
}

/** Takes changed queues to be posted: whole, numbered anew, at most `limit`. */
export async function takeChangedQueues(tx: EntityManager, limit: number, at: Date): Promise<AssignmentsDocument[]> {
  const [changed]: [{ id: string; version: number }[], number] = await tx.query(takeDirty, [limit]);
  // Read under the specialists' locks: whatever changes a queue waits for them, or is seen here.
  const rows: Row[] = await tx.query(readQueues, [changed.map(({ id }) => id)]);
  const queues = new Map(changed.map(({ id }) => [id, [] as Row[]]));
  for (const row of rows) queues.get(row.specialist_id)?.push(row);
  return changed.map(({ id, version }) => ({
    specialistId: id,
    complaints: withinBody((queues.get(id) ?? []).map(queued)),
    version,
    at: at.toISOString(),
  }));
}

function queued({ complaint_id, due, reasons, ...facts }: Row): QueuedComplaint {
  const { reference, status, episode, category, tags, language, complexity } = facts;
  return {
    complaintId: complaint_id,
    reference,
    status,
    episode,
    category,
    tags,
    language,
    complexity,
    due: due.toISOString(),
    reason: tellingReason(reasons),
  };
}

/** A document has a largest size: of a queue beyond it, those that are due last are left out. */
function withinBody(complaints: QueuedComplaint[]): QueuedComplaint[] {
  let room = limits.body - 1024;
  return complaints.filter((complaint) => {
    room -= Buffer.byteLength(JSON.stringify(complaint)) + 1;
    return room >= 0;
  });
}
