import type { ComplaintEscalated, ComplaintReopened } from '@redress/contracts';
import type { Outcome } from './effect.js';
import { type ComplaintState, isCategoryAwaited, isOpen, startedAnew, unheldStatus } from './state.js';

/** A new episode of the same complaint; what was decided in the last one stays known. */
export function reopened(state: ComplaintState, { episode }: ComplaintReopened): Outcome {
  if (isOpen(state)) return 'still-open';
  if (state.closedBecause === 'final-response') return 'final-response';
  if (episode !== state.episode + 1) return 'stale-episode';
  const status = isCategoryAwaited(state) ? 'triage' : 'reopened';
  return { state: { ...startedAnew(state), status, episode, assignedBefore: [] } };
}

/** Another person decides; the episode stays the same, so its first assignment is not told again. */
export function escalated(state: ComplaintState, { episode }: ComplaintEscalated): Outcome {
  if (state.status === 'closed') return 'closed';
  if (state.status !== 'resolved') return 'not-resolved';
  if (state.stage === 2) return 'already-escalated';
  if (episode !== state.episode) return 'stale-episode';
  const anew: ComplaintState = { ...startedAnew(state), stage: 2 };
  const { decidedBy } = state;
  return { state: { ...anew, status: unheldStatus(anew), ...(decidedBy && { decidedStageOne: decidedBy }) } };
}
