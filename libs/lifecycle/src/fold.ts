import { hasValidData, type JournalEvent } from '@redress/contracts';
import type { Fold, Moments, Outcome } from './effect.js';
import type { ComplaintState } from './state.js';
import { transitions } from './transitions.js';

const none: Readonly<Moments> = { firstAssignmentOfEpisode: false, closed: false };

function outcome(state: ComplaintState | undefined, event: JournalEvent): Outcome {
  const transition = transitions.get(event.type);
  if (!transition) return 'unknown';
  if (!hasValidData(event)) return 'malformed';
  return transition(state, event.data, event);
}

/**
 * What one event means for one complaint: the state after it, and whether it took. Total: never throws, whatever the
 * event; pure: looks at nothing but the state and the event. Only folding in offset order tells the truth. The state
 * given is left as it is.
 */
export function fold(state: ComplaintState | undefined, event: JournalEvent): Fold {
  const result = outcome(state, event);
  if (typeof result === 'string') {
    return { state, effect: { effect: 'void', reason: result }, moments: none };
  }
  return { state: result.state, effect: { effect: 'took' }, moments: { ...none, ...result.moments } };
}

/** Folds the events of one complaint, in offset order: the state after all of them, and what each did. */
export function foldAll(
  state: ComplaintState | undefined,
  events: Iterable<JournalEvent>,
): { state: ComplaintState | undefined; folds: Fold[] } {
  const folds: Fold[] = [];
  let latest = state;
  for (const event of events) {
    const folded = fold(latest, event);
    folds.push(folded);
    latest = folded.state;
  }
  return { state: latest, folds };
}
