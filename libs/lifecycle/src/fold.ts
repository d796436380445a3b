import { hasValidData, type JournalEvent } from '@redress/contracts';
import type { Fold, Outcome } from './effect.js';
import type { ComplaintState } from './state.js';
import { transitions } from './transitions.js';

function outcome(state: ComplaintState | undefined, event: JournalEvent): Outcome {
  const transition = transitions.get(event.type);
  if (!transition) return 'unknown';
  if (!hasValidData(event)) return 'malformed';
  return transition(state, event.data);
}

/**
 * What one event means for one complaint: the state after it, and whether it took. Total: never throws, whatever the
 * event; pure: looks at nothing but the state and the event. Only folding in offset order tells the truth. The state
 * given is left as it is.
 */
export function fold(state: ComplaintState | undefined, event: JournalEvent): Fold {
  const result = outcome(state, event);
  if (typeof result === 'string') {
    return { state, effect: { effect: 'void', reason: result }, moments: { firstAssignmentOfEpisode: false } };
  }
  return {
    state: result.state,
    effect: { effect: 'took' },
    moments: { firstAssignmentOfEpisode: false, ...result.moments },
  };
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
