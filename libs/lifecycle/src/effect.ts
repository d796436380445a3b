import type { JournalEvent } from '@redress/contracts';
import type { ComplaintState } from './state.js';

/** Why an event had no effect. */
export type VoidReason =
  /** No event the fold knows. */
  | 'unknown'
  /** The event's data is not what its contract says. */
  | 'malformed'
  /** It is about no complaint. */
  | 'no-complaint'
  /** The complaint was not submitted yet. */
  | 'not-submitted'
  /** It was submitted before. */
  | 'already-submitted'
  /** No more work is done on it. */
  | 'not-open'
  /** It is closed. */
  | 'closed'
  /** The machine said its category before. */
  | 'already-categorised'
  /** A person said its category. */
  | 'person-decided'
  /** A person said this very category before. */
  | 'same-category'
  /** A person must say its category first. */
  | 'category-awaited'
  /** The event is about another episode. */
  | 'stale-episode'
  /** It waits in the pool already. */
  | 'already-pooled'
  /** Somebody holds it. */
  | 'already-held'
  /** Nobody holds it. */
  | 'not-held'
  /** The event names an assignment that is not the present one, or one that is over. */
  | 'stale-assignment'
  /** Its holder works on it already. */
  | 'already-started'
  /** The customer was asked something and has not answered yet. */
  | 'already-waiting'
  /** Who decided at stage one does not decide at stage two. */
  | 'same-person'
  /** There is no decision to be accepted or escalated. */
  | 'not-resolved'
  /** Work is done on it: there is nothing to open again. */
  | 'still-open'
  /** The last word on it was said: it is not opened again. */
  | 'final-response'
  /** It is at stage two, and there is no third. */
  | 'already-escalated'
  /** The last word on it was not said yet. */
  | 'not-final'
  /** It went to a body of dispute resolution before. */
  | 'already-referred'
  /** It cannot be a duplicate of itself. */
  | 'of-itself'
  /** It was linked to that complaint before. */
  | 'already-linked'
  /** It is not closed. */
  | 'not-closed'
  /** The customer said before how it was handled. */
  | 'already-surveyed';

/** Whether an event changed anything. Notices, redress and figures follow `took`. */
export type Effect = { effect: 'took' } | { effect: 'void'; reason: VoidReason };

/** What an event that took was, beyond its own name. */
export interface Moments {
  /** Somebody holds the complaint for the first time in this episode: the customer is told. */
  firstAssignmentOfEpisode: boolean;
  /** The event closed the complaint. */
  closed: boolean;
}

/** What one event did. */
export interface Fold {
  /** `undefined` until the complaint was submitted. */
  state: ComplaintState | undefined;
  effect: Effect;
  moments: Moments;
}

/** What a transition answers: the new state, or why the event is void. */
export type Outcome = { state: ComplaintState; moments?: Partial<Moments> } | VoidReason;

/** Of the event's envelope, what a transition may look at. */
export type Occasion = Pick<JournalEvent, 'subject' | 'time'>;
