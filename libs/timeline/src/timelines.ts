import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { eventOfClass, PreferencesChanged } from '@redress/contracts';
import type { ComplaintState } from '@redress/lifecycle';
import { Journal, type Transaction } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { type History, type TimelineEntry, withPending } from './history.js';
import { whoSaid } from './who-said.js';

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

interface Stored {
  id: string;
  state: ComplaintState | null;
  timeline: StoredEntry[];
}

/** How a customer is written to is nothing that happened to a complaint. */
const wishes = eventOfClass(PreferencesChanged).type;

/** A complaint with all that was said of it. */
export interface KnownComplaint extends History {
  id: string;
}

/** An entry, and whose act it was. */
export type SpokenEntry = TimelineEntry & { by: string };

function read({ reason, sealed, at, ...stored }: StoredEntry): TimelineEntry {
  return { ...stored, at: new Date(at).toISOString(), ...(reason && { reason }), ...(sealed && { sealed }) };
}

/** Complaints as they are known here: what was heard of them, and on top what this service said and has not heard yet. */
@Injectable()
export class Timelines {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** These complaints, in the order asked for; one that nothing is known of has no state. */
  async of(complaintIds: string[], tx?: Transaction): Promise<KnownComplaint[]> {
    if (complaintIds.length === 0) return [];
    // What is heard between the two questions is then in both answers, never in neither.
    const pending = await this.journal.pending(complaintIds, tx);
    const heard: Stored[] = await (tx ?? this.dataSource).query(heardOf, [complaintIds]);
    return heard.map(({ id, state, timeline }) => ({
      id,
      ...withPending(
        { state: state ?? undefined, timeline: timeline.map(read) },
        pending.filter(({ subject, type }) => subject === id && type !== wishes),
      ),
    }));
  }

  /** What was heard of a complaint after this event of its timeline, in journal order; all when the event is not in it. */
  async entriesAfter(complaintId: string, eventId?: string): Promise<SpokenEntry[]> {
    const [stored]: Stored[] = await this.dataSource.query(heardOf, [[complaintId]]);
    const timeline = stored?.timeline.map(read) ?? [];
    const speakers = whoSaid(timeline);
    const last = timeline.findIndex(({ id }) => id === eventId);
    return timeline.map((entry, nth) => ({ ...entry, by: speakers[nth] as string })).slice(last + 1);
  }
}
