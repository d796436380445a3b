import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ComplaintState } from '@redress/lifecycle';
import { Journal } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { type History, type TimelineEntry, withPending } from '../domain/history.js';

const pageOfCustomer = `
  SELECT complaint_id AS id FROM owned_complaint
  WHERE customer_id = $1 AND ($2::uuid IS NULL OR complaint_id < $2)
  ORDER BY complaint_id DESC LIMIT $3`;

const oneOfCustomer = `
  SELECT complaint_id AS id FROM owned_complaint
  WHERE customer_id = $1 AND (complaint_id = $2::uuid OR reference = $3)`;

// One statement, one snapshot: state and timeline always fit together.
const heardOf = `
  SELECT asked.complaint_id AS id, kept.state, (
    SELECT coalesce(json_agg(json_build_object('id', event_id, 'type', type, 'at', at, 'effect', effect,
      'reason', reason, 'data', data, 'sealed', sealed) ORDER BY position), '[]')
    FROM timeline_entry WHERE timeline_entry.complaint_id = asked.complaint_id
  ) AS timeline
  FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (complaint_id, nth)
  LEFT JOIN complaint_state AS kept USING (complaint_id)
  ORDER BY nth`;

type StoredEntry = TimelineEntry & { reason: string | null; sealed: string | null };

/** A customer's complaint with all that was said of it. */
export interface KnownComplaint extends History {
  id: string;
}

function read({ reason, sealed, at, ...entry }: StoredEntry): TimelineEntry {
  return { ...entry, at: new Date(at).toISOString(), ...(reason && { reason }), ...(sealed && { sealed }) };
}

/** Complaints as their customer sees them: what was heard of them, and on top what was said and is not heard yet. */
@Injectable()
export class FindComplaints {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** A customer's complaints, newest first, after the one named; at most `limit`. */
  async page(customerId: string, after: string | undefined, limit: number): Promise<KnownComplaint[]> {
    return this.known(await this.dataSource.query(pageOfCustomer, [customerId, after, limit]));
  }

  /** The complaint with this id or reference, if it is this customer's. */
  async one(customerId: string, named: { id?: string; reference?: string }): Promise<KnownComplaint | undefined> {
    const rows = await this.dataSource.query(oneOfCustomer, [customerId, named.id, named.reference]);
    return (await this.known(rows))[0];
  }

  private async known(rows: { id: string }[]): Promise<KnownComplaint[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    // What is heard between the two questions is then in both answers, never in neither.
    const pending = await this.journal.pending(ids);
    const heard: { id: string; state: ComplaintState | null; timeline: StoredEntry[] }[] = await this.dataSource.query(
      heardOf,
      [ids],
    );
    return heard.map(({ id, state, timeline }) => ({
      id,
      ...withPending(
        { state: state ?? undefined, timeline: timeline.map(read) },
        pending.filter(({ subject }) => subject === id),
      ),
    }));
  }
}
