import type { ComplaintCategorised } from '@redress/contracts';
import type { Outcome } from './effect.js';
import { type ComplaintState, isOpen, unheldStatus } from './state.js';

/** The machine's word counts once per episode, and never against a person's. */
export function categorised(state: ComplaintState, data: ComplaintCategorised): Outcome {
  if (!isOpen(state)) return 'not-open';
  if (state.categorisedBy) return state.categorisedBy === 'person' ? 'person-decided' : 'already-categorised';
  const { category, tags, confidence, complexity, priority, decision } = data;
  const said = {
    category,
    tags: [...tags],
    confidence,
    complexity,
    priority,
    decision,
    categorisedBy: 'machine' as const,
  };
  const status = state.status === 'received' ? unheldStatus(said) : state.status;
  return { state: { ...state, ...said, status } };
}
