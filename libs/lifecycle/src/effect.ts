import type { ComplaintState } from './state.js';

/** Why an event had no effect. */
export type VoidReason =
  /** No event the fold knows. */
  | 'unknown'
  /** The event's data is not what its contract says. */
  | 'malformed'
  /** The complaint was not submitted yet. */
  | 'not-submitted'
  /** It was submitted before. */
  | 'already-submitted'
  /** No more work is done on it. */
  | 'not-open'
  /** The machine said its category before in this episode. */
  | 'already-categorised'
  /** A person said its category in this episode. */
  | 'person-decided'
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
  | 'already-started';

/** Whether an event changed anything. Notices, redress and figures follow `took`. */
export type Effect = { effect: 'took' } | { effect: 'void'; reason: VoidReason };

/** What an event that took was, beyond its own name. */
export interface Moments {
  /** Somebody holds the complaint for the first time in this episode: the customer is told. */
  firstAssignmentOfEpisode: boolean;
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
