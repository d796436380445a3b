import type { ComplaintAssigned, ComplaintPooled, ComplaintReleased, WorkStarted } from '@redress/contracts';
import type { Outcome, VoidReason } from './effect.js';
import { type ComplaintState, isOpen, unheldStatus } from './state.js';

export function pooled(state: ComplaintState, { episode }: ComplaintPooled): Outcome {
  if (!isOpen(state)) return 'not-open';
  if (episode !== state.episode) return 'stale-episode';
  if (state.assignmentId) return 'already-held';
  if (state.status === 'triage') return 'category-awaited';
  if (state.status === 'pooled') return 'already-pooled';
  return { state: { ...state, status: 'pooled' } };
}

/** Whoever is first on the journal holds it; a change of hands is a release first. */
export function assigned(state: ComplaintState, { assignmentId, specialistId }: ComplaintAssigned): Outcome {
  if (!isOpen(state)) return 'not-open';
  if (state.assignedBefore.includes(assignmentId)) return 'stale-assignment';
  if (state.assignmentId) return 'already-held';
  const assignedBefore = [...state.assignedBefore, assignmentId];
  return {
    state: { ...state, status: 'assigned', assignmentId, specialistId, assignedBefore },
    moments: { firstAssignmentOfEpisode: state.assignedBefore.length === 0 },
  };
}

/** What the customer was asked is waited for no longer: whoever holds it next may ask again. */
export function released(state: ComplaintState, { assignmentId }: ComplaintReleased): Outcome {
  const objection = notTheHolder(state, assignmentId);
  if (objection) return objection;
  const { assignmentId: _assignment, specialistId: _specialist, openRequestId: _request, ...unheld } = state;
  return { state: { ...unheld, status: unheldStatus(state), clock: 'running' } };
}

export function workStarted(state: ComplaintState, { assignmentId }: WorkStarted): Outcome {
  const objection = notTheHolder(state, assignmentId);
  if (objection) return objection;
  if (state.status !== 'assigned') return 'already-started';
  return { state: { ...state, status: 'in-progress' } };
}

function notTheHolder(state: ComplaintState, assignmentId: string): VoidReason | undefined {
  if (!isOpen(state)) return 'not-open';
  if (!state.assignmentId) return 'not-held';
  return state.assignmentId === assignmentId ? undefined : 'stale-assignment';
}
