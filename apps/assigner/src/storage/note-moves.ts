import { ring } from '@redress/bootstrap';
import { eventOfType, type JournalEvent } from '@redress/contracts';
import type { EntityManager } from 'typeorm';
import { recountHeld } from './holders.js';
import type { Move } from './keep-complaints.js';

/** A move and what it follows from. */
export interface Because extends Move {
  event: JournalEvent;
  effect: 'took' | 'pending';
}

const noteChanges = `
  INSERT INTO queue_change (specialist_id, complaint_id, is_held, event_id, type, at, effect, data)
  SELECT specialist_id, complaint_id, is_held, event_id, type, at, effect, data
  FROM jsonb_to_recordset($1::jsonb) AS change (specialist_id text, complaint_id uuid, is_held boolean, event_id uuid,
    type text, at timestamptz, effect text, data jsonb)`;

/** Notes everything that follows for queues from moved complaints: counters, documents, and what streams tell. */
export async function noteMoves(tx: EntityManager, moves: Because[]): Promise<void> {
  if (moves.length === 0) return;
  const concerned = [...new Set(moves.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()))];
  // Their locks come first: the changes of one queue are numbered in the order in which they become visible.
  await recountHeld(tx, concerned);
  await tx.query(noteChanges, [JSON.stringify(moves.flatMap(changesOf))]);
  await ring(tx, concerned);
}

function changesOf({ complaintId, from, to, event, effect }: Because): object[] {
  const { sealed: _words, actor: _lead, ...data } = event.data as { sealed?: string; actor?: string };
  const change = {
    complaint_id: complaintId,
    event_id: event.id,
    type: eventOfType(event.type)?.name ?? event.type,
    at: event.time,
    effect,
    data,
  };
  return [
    ...(from !== null && from !== to ? [{ ...change, specialist_id: from, is_held: false }] : []),
    ...(to !== null ? [{ ...change, specialist_id: to, is_held: true }] : []),
  ];
}
