import type { CustomerWrote, InformationRequested } from '@redress/contracts';
import type { Outcome } from './effect.js';
import { type ComplaintState, isOpen } from './state.js';

/** The clock rests until the customer answers; the holder stays. */
export function informationRequested(
  state: ComplaintState,
  { requestId, assignmentId }: InformationRequested,
): Outcome {
  if (!isOpen(state)) return 'not-open';
  if (!state.assignmentId) return 'not-held';
  if (assignmentId && assignmentId !== state.assignmentId) return 'stale-assignment';
  if (state.status === 'waiting-for-customer') return 'already-waiting';
  return { state: { ...state, status: 'waiting-for-customer', clock: 'paused', openRequestId: requestId } };
}

/** What the customer writes counts whatever it answers; only the answer that is waited for ends the waiting. */
export function customerWrote(state: ComplaintState, { requestId }: CustomerWrote): Outcome {
  if (state.status === 'closed') return 'closed';
  if (!state.openRequestId || requestId !== state.openRequestId) return { state };
  const { openRequestId: _answered, ...answered } = state;
  return { state: { ...answered, status: 'in-progress', clock: 'running' } };
}

export function specialistWrote(state: ComplaintState): Outcome {
  return state.status === 'closed' ? 'closed' : { state };
}

/** Colleagues may need a note on any complaint. */
export function noteWritten(state: ComplaintState): Outcome {
  return { state };
}
