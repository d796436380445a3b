import { eventOfType, type JournalEvent } from '@redress/contracts';
import { type ComplaintState, type Fold, fold } from '@redress/lifecycle';

/** One event of a complaint as its timeline keeps it. Facts in `data`, words in `sealed`. */
export interface TimelineEntry {
  id: string;
  /** The event's kebab name. */
  type: string;
  at: string;
  effect: 'took' | 'void' | 'pending';
  /** Why it had no effect. */
  reason?: string;
  data: Record<string, unknown>;
  sealed?: string;
}

/** What is known of a complaint, and from which events. */
export interface History {
  state: ComplaintState | undefined;
  timeline: TimelineEntry[];
}

/** An event's place in the timeline, given what it did. */
export function entryOf(event: JournalEvent, effect: Fold['effect'] | { effect: 'pending' }): TimelineEntry {
  const { sealed, ...data } = event.data as Record<string, unknown>;
  return {
    id: event.id,
    type: eventOfType(event.type)?.name ?? event.type,
    at: event.time,
    ...effect,
    data,
    ...(typeof sealed === 'string' && { sealed }),
  };
}

/** The history with events on top that were said and not yet heard. One that was heard in the meantime counts once. */
export function withPending(history: History, pending: JournalEvent[]): History {
  const known = new Set(history.timeline.map(({ id }) => id));
  const unheard = pending.filter(({ id }) => !known.has(id));
  return {
    state: unheard.reduce((state, event) => fold(state, event).state, history.state),
    timeline: [...history.timeline, ...unheard.map((event) => entryOf(event, { effect: 'pending' }))],
  };
}
