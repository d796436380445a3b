import {
  ComplaintAssigned,
  ComplaintCategorised,
  ComplaintPooled,
  ComplaintReleased,
  ComplaintSubmitted,
  type EventClass,
  eventOfClass,
  WorkStarted,
} from '@redress/contracts';
import { categorised } from './categorising.js';
import type { Outcome } from './effect.js';
import { assigned, pooled, released, workStarted } from './holding.js';
import type { ComplaintState } from './state.js';
import { submitted } from './submitting.js';

/** What an event of one type does to a complaint. `data` fits the event's contract. */
type Transition = (state: ComplaintState | undefined, data: object) => Outcome;

/** An event that begins a complaint. */
function begins<Data extends object>(
  event: EventClass<Data>,
  transition: (state: ComplaintState | undefined, data: Data) => Outcome,
): [string, Transition] {
  return [eventOfClass(event).type, (state, data) => transition(state, data as Data)];
}

/** An event that happens to a submitted complaint. */
function follows<Data extends object>(
  event: EventClass<Data>,
  transition: (state: ComplaintState, data: Data) => Outcome,
): [string, Transition] {
  return [eventOfClass(event).type, (state, data) => (state ? transition(state, data as Data) : 'not-submitted')];
}

/** Every event the fold knows: one small function each. */
export const transitions: ReadonlyMap<string, Transition> = new Map([
  begins(ComplaintSubmitted, submitted),
  follows(ComplaintCategorised, categorised),
  follows(ComplaintPooled, pooled),
  follows(ComplaintAssigned, assigned),
  follows(ComplaintReleased, released),
  follows(WorkStarted, workStarted),
]);
