import { Injectable } from '@nestjs/common';
import { eventOfClass, type JournalEvent, type Service } from '@redress/contracts';
import { type EventSaying, Journal, type Transaction } from '@redress/messaging';
import { follow, type Standing } from '../domain/standing.js';
import { rememberHolders } from './holders.js';
import { keepComplaints } from './keep-complaints.js';
import { noteMoves } from './note-moves.js';

/** A complaint whose row the transaction has locked. */
export interface Known {
  id: string;
  /** As it was before what was heard now; absent when it was not known then. */
  before?: Standing;
  /** As far as the journal was heard. */
  asHeard: Standing;
  /** With what this service has said beyond that. */
  now: Standing;
}

const own: Service = 'assigner';

const lockRows = `
  SELECT complaint_id AS id, as_heard AS "asHeard" FROM complaint
  WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id FOR UPDATE`;

/**
 * Where complaints stand: the fold of what was heard, and on top of it what this service has decided and not heard yet.
 * What is shown, given out and counted is always this one fold, so that a decision which turns out void undoes itself.
 */
@Injectable()
export class Standings {
  constructor(private readonly journal: Journal) {}

  /** Locks these complaints, in key order; those that are not known are left out. */
  async lock(tx: Transaction, ids: string[]): Promise<Known[]> {
    return await this.read(tx, ids, []);
  }

  /** Locks the complaints of fresh events and notes what these mean. */
  async hear(tx: Transaction, fresh: JournalEvent[]): Promise<Known[]> {
    const took = new Map<string, JournalEvent>();
    const known = await this.read(tx, [...new Set(fresh.map(({ subject }) => subject))], fresh, took);
    await this.store(tx, known, took, 'took');
    return known;
  }

  /** Notes what is being said about locked complaints, as if it had been heard. Changes their `now`. */
  async say(tx: Transaction, complaints: Known[], said: EventSaying[]): Promise<void> {
    if (said.length === 0) return;
    const byId = new Map(complaints.map((complaint) => [complaint.id, complaint]));
    const last = new Map<string, JournalEvent>();
    for (const saying of said) {
      const complaint = byId.get(saying.complaintId);
      if (!complaint) throw new Error(`${saying.event.name} is about a complaint that is not locked`);
      const event = asEvent(saying);
      complaint.now = follow(complaint.now, event) ?? complaint.now;
      last.set(complaint.id, event);
    }
    await this.store(
      tx,
      [...last.keys()].flatMap((id) => byId.get(id) ?? []),
      last,
      'pending',
    );
  }

  private async read(
    tx: Transaction,
    ids: string[],
    fresh: JournalEvent[],
    took = new Map<string, JournalEvent>(),
  ): Promise<Known[]> {
    if (ids.length === 0) return [];
    const rows: { id: string; asHeard: Standing }[] = await tx.query(lockRows, [ids]);
    // Read under the locks: what another transaction has said or heard meanwhile is seen.
    const pending = await this.journal.pending(ids, tx);
    const before = new Map(rows.map(({ id, asHeard }) => [id, asHeard]));
    const heard = new Map(before);
    await rememberHolders(tx, foldInto(heard, fresh, took));
    const now = new Map(heard);
    foldInto(now, pending, new Map());
    return [...heard].map(([id, asHeard]) => ({
      id,
      before: before.get(id),
      asHeard,
      now: now.get(id) ?? asHeard,
    }));
  }

  private async store(
    tx: Transaction,
    complaints: Known[],
    because: Map<string, JournalEvent>,
    effect: 'took' | 'pending',
  ): Promise<void> {
    const moves = await keepComplaints(tx, complaints);
    await noteMoves(
      tx,
      moves.flatMap((move) => {
        const event = because.get(move.complaintId);
        return event ? [{ ...move, event, effect }] : [];
      }),
    );
  }
}

/**
 * Folds events on the standings there are. Returns whose holding ended with one of them, and notes which took: of each
 * complaint the last one by somebody else, since our own were noted when they were said.
 */
function foldInto(
  standings: Map<string, Standing>,
  events: JournalEvent[],
  took: Map<string, JournalEvent>,
): { id: string; holder: string }[] {
  return events.flatMap((event) => {
    const { subject: id } = event;
    const before = standings.get(id);
    const after = follow(before, event);
    if (!after || after === before) return [];
    standings.set(id, after);
    const noted = took.get(id);
    if (event.source !== own || !noted || noted.source === own) took.set(id, event);
    const held = before?.state;
    const isOver = held?.assignmentId && held.assignmentId !== after.state.assignmentId;
    return isOver && held.specialistId ? [{ id, holder: held.specialistId }] : [];
  });
}

/** What is being said, as it will be heard; its number and time are given later and change nothing here. */
function asEvent({ event, id, complaintId, correlationId, data }: EventSaying): JournalEvent {
  const { type, saidBy } = eventOfClass(event);
  return {
    specversion: '1.0',
    id,
    source: saidBy,
    type,
    time: new Date().toISOString(),
    subject: complaintId,
    datacontenttype: 'application/json',
    correlationid: correlationId,
    sourceseq: 1,
    data,
  };
}
