import type { DecisionCommunicated, FinalResponseIssued, ReferredToAdr } from '@redress/contracts';
import { closed } from './closing.js';
import type { Occasion, Outcome, VoidReason } from './effect.js';
import { type ComplaintState, isOpen, mayNotDecide, stopped } from './state.js';

export function decisionCommunicated(state: ComplaintState, data: DecisionCommunicated, { time }: Occasion): Outcome {
  const { outcome, redress, by } = data;
  const refused = refusal(state, data);
  if (refused) return refused;
  const { redress: _before, ...undecided } = stopped(state);
  return {
    state: {
      ...undecided,
      status: 'resolved',
      outcome,
      ...(redress && { redress: { amount: redress.amount, currency: redress.currency } }),
      decidedAt: time,
      decidedBy: by,
      ...decidedBefore(state, by),
    },
  };
}

export function finalResponseIssued(state: ComplaintState, data: FinalResponseIssued, { time }: Occasion): Outcome {
  return refusal(state, data) ?? closed(state, 'final-response', time);
}

/** A body outside looks only at what was settled here as far as it can be. */
export function referredToAdr(state: ComplaintState, { body }: ReferredToAdr): Outcome {
  if (state.referredTo !== undefined) return 'already-referred';
  const isFinal = state.closedBecause === 'final-response' || (state.stage === 2 && state.status === 'resolved');
  return isFinal ? { state: { ...state, referredTo: body } } : 'not-final';
}

/** What was written of one assignment or episode settles no other. */
function refusal(
  state: ComplaintState,
  { by, assignmentId, episode }: DecisionCommunicated | FinalResponseIssued,
): VoidReason | undefined {
  if (!isOpen(state)) return 'not-open';
  if (episode && episode !== state.episode) return 'stale-episode';
  if (assignmentId && assignmentId !== state.assignmentId) return 'stale-assignment';
  return mayNotDecide(state).includes(by) ? 'same-person' : undefined;
}

/** At stage one, whoever decided before stays known beside who decides now. */
function decidedBefore(
  { stage, decidedBy, decidedStageOneBefore = [] }: ComplaintState,
  by: string,
): Pick<ComplaintState, 'decidedStageOneBefore'> {
  if (stage === 2 || decidedBy === undefined || decidedBy === by) return {};
  return { decidedStageOneBefore: [...new Set([...decidedStageOneBefore, decidedBy])] };
}
