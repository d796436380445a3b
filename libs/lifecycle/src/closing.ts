import type { ComplaintWithdrawn, ResolutionAccepted } from '@redress/contracts';
import type { Occasion, Outcome } from './effect.js';
import { type ClosingCause, type ComplaintState, stopped } from './state.js';

/** Closes it, whatever it was before. */
export function closed(state: ComplaintState, because: ClosingCause, at: string): Outcome {
  const closedState: ComplaintState = { ...stopped(state), status: 'closed', closedBecause: because, closedAt: at };
  return { state: closedState, moments: { closed: true } };
}

export function resolutionAccepted(state: ComplaintState, data: ResolutionAccepted, { time }: Occasion): Outcome {
  if (state.status === 'closed') return 'closed';
  if (state.status !== 'resolved') return 'not-resolved';
  return data.episode === state.episode ? closed(state, 'accepted', time) : 'stale-episode';
}

export function withdrawn(state: ComplaintState, { episode }: ComplaintWithdrawn, { time }: Occasion): Outcome {
  if (state.status === 'closed') return 'closed';
  return episode === state.episode ? closed(state, 'withdrawn', time) : 'stale-episode';
}

/** Asked once, however often the complaint is opened again. */
export function surveyAnswered(state: ComplaintState): Outcome {
  if (state.surveyed) return 'already-surveyed';
  return state.status === 'closed' ? { state: { ...state, surveyed: true } } : 'not-closed';
}
