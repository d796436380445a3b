import { type EventClass, eventOfClass, type JournalEvent } from '@redress/contracts';
import { foldAll } from './fold.js';
import type { ComplaintState } from './state.js';

/** The same id for the same number; the complaint's own is that of 0. */
export const id = (n: number) => `0190b2a8-7b1e-7c3a-9b55-${String(n).padStart(12, '0')}`;

/** The moment of every event of a spec. */
export const time = '2026-01-05T09:00:00.000Z';

/** An event of the complaint with this data; it wants only what its contract wants. */
export function event<Data extends object>(contract: EventClass<Data>, data: Data): JournalEvent {
  const { type, saidBy } = eventOfClass(contract);
  return {
    specversion: '1.0',
    id: id(900),
    source: saidBy,
    type,
    time,
    subject: id(0),
    datacontenttype: 'application/json',
    correlationid: id(0),
    sourceseq: 1,
    data,
  };
}

/** What each event did: `took`, or the reason why it did not. */
export function effects(...events: JournalEvent[]): string[] {
  return foldAll(undefined, events).folds.map(({ effect }) => (effect.effect === 'took' ? 'took' : effect.reason));
}

/** What the last event did. */
export function lastEffect(...events: JournalEvent[]): string | undefined {
  return effects(...events).at(-1);
}

export function stateAfter(...events: JournalEvent[]): ComplaintState {
  const { state } = foldAll(undefined, events);
  if (!state) throw new Error('nothing was submitted');
  return state;
}
