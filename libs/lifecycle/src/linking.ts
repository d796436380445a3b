import type { DuplicateLinked } from '@redress/contracts';
import type { Occasion, Outcome } from './effect.js';
import type { ComplaintState } from './state.js';

/** Work goes on as it did; whoever works on it knows of the other one. */
export function duplicateLinked(state: ComplaintState, { of }: DuplicateLinked, { subject }: Occasion): Outcome {
  if (of === subject) return 'of-itself';
  return of === state.duplicateOf ? 'already-linked' : { state: { ...state, duplicateOf: of } };
}
