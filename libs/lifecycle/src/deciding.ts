import type { DecisionCommunicated, FinalResponseIssued, ReferredToAdr } from '@redress/contracts';
import { closed } from './closing.js';
import type { Occasion, Outcome } from './effect.js';
import { type ComplaintState, isOpen, stopped } from './state.js';

export function decisionCommunicated(state: ComplaintState, data: DecisionCommunicated, { time }: Occasion): Outcome {
  const { outcome, redress, assignmentId, by } = data;
  if (!isOpen(state)) return 'not-open';
  if (assignmentId && assignmentId !== state.assignmentId) return 'stale-assignment';
  if (isSamePerson(state, by)) return 'same-person';
  const { redress: _before, ...undecided } = stopped(state);
  return {
    state: {
      ...undecided,
      status: 'resolved',
      outcome,
      ...(redress && { redress: { amount: redress.amount, currency: redress.currency } }),
      decidedAt: time,
      decidedBy: by,
    },
  };
}

export function finalResponseIssued(state: ComplaintState, { by }: FinalResponseIssued, { time }: Occasion): Outcome {
  if (!isOpen(state)) return 'not-open';
  if (isSamePerson(state, by)) return 'same-person';
  return closed(state, 'final-response', time);
}

/** A body outside looks only at what was settled here as far as it can be. */
export function referredToAdr(state: ComplaintState, { body }: ReferredToAdr): Outcome {
  if (state.referredTo !== undefined) return 'already-referred';
  const isFinal = state.closedBecause === 'final-response' || (state.stage === 2 && state.status === 'resolved');
  return isFinal ? { state: { ...state, referredTo: body } } : 'not-final';
}

function isSamePerson({ stage, decidedStageOne }: ComplaintState, by: string): boolean {
  return stage === 2 && decidedStageOne === by;
}
