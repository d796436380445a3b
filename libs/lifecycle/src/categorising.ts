import type { CategoryCorrected, ComplaintCategorised } from '@redress/contracts';
import type { Outcome } from './effect.js';
import { type ComplaintState, isCategoryAwaited, isOpen, unheldStatus } from './state.js';

/** The machine's word counts once, and never against a person's. It stays a fact when it comes late. */
export function categorised(state: ComplaintState, data: ComplaintCategorised): Outcome {
  if (state.categorisedBy) return state.categorisedBy === 'person' ? 'person-decided' : 'already-categorised';
  const { category, tags, confidence, complexity, priority, decision } = data;
  const known: ComplaintState = {
    ...state,
    category,
    tags: [...tags],
    confidence,
    complexity,
    priority,
    decision,
    categorisedBy: 'machine',
  };
  const isUntouched = state.status === 'received' || state.status === 'reopened' || state.status === 'escalated';
  return { state: { ...known, status: isUntouched && isCategoryAwaited(known) ? 'triage' : state.status } };
}

export function categoryCorrected(state: ComplaintState, { category }: CategoryCorrected): Outcome {
  if (!isOpen(state)) return 'not-open';
  if (state.categorisedBy === 'person' && state.category === category) return 'same-category';
  const tags = state.tags?.filter((tag) => tag !== category);
  const known: ComplaintState = { ...state, category, ...(tags && { tags }), categorisedBy: 'person' };
  return { state: { ...known, status: state.status === 'triage' ? unheldStatus(known) : state.status } };
}
