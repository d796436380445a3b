import { mayNotDecide } from '@redress/lifecycle';
import type { EntityManager } from 'typeorm';
import { type Standing, whereaboutsOf } from '../domain/standing.js';

/** A complaint that looks otherwise than before to whoever holds or held it. */
export interface Move {
  complaintId: string;
  from: string | null;
  to: string | null;
}

/** What a row shows of a complaint's standing, with the types of its columns. */
const columns: Record<string, string> = {
  complaint_id: 'uuid',
  as_heard: 'jsonb',
  correlation_id: 'text',
  reference: 'text',
  language: 'text',
  received_at: 'timestamptz',
  due: 'timestamptz',
  category: 'text',
  tags: 'text[]',
  complexity: 'text',
  status: 'text',
  stage: 'integer',
  episode: 'integer',
  pooled_by: 'uuid',
  waiting: 'text',
  assignment_id: 'uuid',
  specialist_id: 'text',
  reasons: 'text[]',
  handed_over_by: 'text',
  return_to: 'text',
  decided_before: 'text[]',
};

const names = Object.keys(columns);
const shown = ['specialist_id', 'assignment_id', 'status', 'category', 'tags', 'complexity', 'stage', 'episode'];
const rowOf = (table: string): string => `ROW(${shown.map((name) => `${table}.${name}`).join(', ')})`;

const keep = `
  INSERT INTO complaint (${names.join(', ')})
  SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb)
    AS kept (${names.map((name) => `${name} ${columns[name]}`).join(', ')})
  ORDER BY complaint_id
  ON CONFLICT (complaint_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
  RETURNING new.complaint_id AS "complaintId", old.specialist_id AS "from", new.specialist_id AS "to",
    ${rowOf('old')} IS DISTINCT FROM ${rowOf('new')} AS changed`;

/** Writes complaints whose rows are locked or new. Returns those that look otherwise to somebody who holds or held them. */
export async function keepComplaints(
  tx: EntityManager,
  complaints: { id: string; asHeard: Standing; now: Standing }[],
): Promise<Move[]> {
  if (complaints.length === 0) return [];
  const kept: (Move & { changed: boolean })[] = await tx.query(keep, [JSON.stringify(complaints.map(asRow))]);
  return kept.filter(({ from, to, changed }) => changed && (from ?? to) !== null);
}

function asRow({ id, asHeard, now }: { id: string; asHeard: Standing; now: Standing }): Record<string, unknown> {
  const { state } = now;
  const isHeld = state.assignmentId !== undefined;
  return {
    complaint_id: id,
    as_heard: asHeard,
    correlation_id: now.correlationId,
    reference: state.reference,
    language: state.language,
    received_at: state.receivedAt,
    due: state.promisedBy,
    category: state.category,
    tags: state.tags ?? [],
    complexity: state.complexity,
    status: whereaboutsOf(state),
    stage: state.stage,
    episode: state.episode,
    pooled_by: now.pooledBy,
    waiting: now.waiting,
    assignment_id: state.assignmentId,
    specialist_id: isHeld ? state.specialistId : null,
    reasons: now.reasons,
    handed_over_by: now.handedOverBy,
    return_to: now.returnTo,
    decided_before: mayNotDecide(state),
  };
}
