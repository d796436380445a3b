import type { JournalEvent } from '@redress/contracts';
import { type ComplaintState, fold } from '@redress/lifecycle';
import { entryOf, type TimelineEntry } from './history.js';

/** What a run of events does to the complaints they are about. */
export interface Followed {
  /** The latest state of every complaint that has one. */
  states: Map<string, ComplaintState>;
  /** One entry per event, in the order of the events. */
  entries: (TimelineEntry & { complaintId: string })[];
}

/** Folds events, in journal order per complaint, on the states known before. */
export function follow(before: Map<string, ComplaintState>, events: JournalEvent[]): Followed {
  const states = new Map(before);
  const entries = events.map((event) => {
    const { state, effect } = fold(states.get(event.subject), event);
    if (state) states.set(event.subject, state);
    return { complaintId: event.subject, ...entryOf(event, effect) };
  });
  return { states, entries };
}
