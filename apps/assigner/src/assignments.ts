import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type AssigningHand,
  type AssigningReason,
  ComplaintAssigned,
  ComplaintPooled,
  ComplaintReleased,
  type PoolingReason,
  type ReleasingReason,
  WorkStarted,
} from '@redress/contracts';
import { type EventSaying, say, type Transaction } from '@redress/messaging';
import { grant, type Terms } from './domain/refusal.js';
import { seekingOf } from './domain/seeking.js';
import { lockSpecialists, noteTurns } from './storage/holders.js';
import { type Known, Standings } from './storage/standings.js';

/** A wish that somebody gets a complaint. */
export interface Wish {
  complaint: Known;
  to: string;
  by: AssigningHand;
  reasons: AssigningReason[];
  /** The lead whose wish it is. */
  actor?: string;
}

/** What the assigner decides about complaints whose rows are locked: each decision changes them at once, and is said. */
@Injectable()
export class Assignments {
  constructor(private readonly standings: Standings) {}

  /** Gives complaints to specialists as far as the terms allow; tells of the others why not. Nothing is given twice. */
  async assign(tx: Transaction, wishes: Wish[], terms: Terms): Promise<{ said: EventSaying[]; refusals: string[] }> {
    if (wishes.length === 0) return { said: [], refusals: [] };
    const takers = await lockSpecialists(tx, [...new Set(wishes.map(({ to }) => to))]);
    const { granted, refusals } = grant(
      wishes.map(({ complaint, to, ...wish }) => ({ ...wish, to, known: complaint, complaint: seekingOf(complaint) })),
      takers,
      terms,
    );
    const said = granted.map(({ known, to: specialistId, by, reasons, actor }) =>
      say(ComplaintAssigned, causeOf(known), {
        assignmentId: randomUUIDv7(),
        specialistId,
        by,
        reasons,
        ...(actor && { actor }),
      }),
    );
    await this.standings.say(
      tx,
      granted.map(({ known }) => known),
      said,
    );
    await noteTurns(
      tx,
      granted.map(({ to }) => to),
    );
    return { said, refusals };
  }

  /** Takes complaints from those who hold them, because of an event or by the act of a lead; the others are passed by. */
  async release(
    tx: Transaction,
    complaints: Known[],
    reason: ReleasingReason,
    { causedBy, actor }: { causedBy?: string | undefined; actor?: string } = {},
  ): Promise<EventSaying[]> {
    const said = complaints.flatMap((complaint) => {
      const { assignmentId } = complaint.now.state;
      if (!assignmentId) return [];
      const data = { assignmentId, reason, ...(actor && { actor }) };
      return [say(ComplaintReleased, subjectOf(complaint, causedBy), data)];
    });
    await this.standings.say(tx, complaints, said);
    return said;
  }

  /** Says why complaints wait: those of which it was not said yet. */
  async wait(tx: Transaction, waits: { complaint: Known; reason: PoolingReason }[]): Promise<EventSaying[]> {
    const said = waits
      .filter(({ complaint: { now } }) => now.waiting === null && now.state.status !== 'pooled')
      .map(({ complaint, reason }) =>
        say(ComplaintPooled, causeOf(complaint), { episode: complaint.now.state.episode, reason }),
      );
    await this.standings.say(
      tx,
      waits.map(({ complaint }) => complaint),
      said,
    );
    return said;
  }

  /** Says that the holder of a complaint begins to work on it. */
  async begin(tx: Transaction, complaint: Known, assignmentId: string): Promise<EventSaying[]> {
    const said = [say(WorkStarted, subjectOf(complaint), { assignmentId })];
    await this.standings.say(tx, [complaint], said);
    return said;
  }
}

function subjectOf({ id, now: { correlationId } }: Known, causedBy?: string) {
  return { subject: id, correlationid: correlationId, ...(causedBy && { id: causedBy }) };
}

/** What brought a complaint into the pool is what its next event follows from. */
const causeOf = (complaint: Known) => subjectOf(complaint, complaint.now.pooledBy ?? undefined);
