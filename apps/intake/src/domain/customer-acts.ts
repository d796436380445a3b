import type { ComplaintState } from '@redress/lifecycle';

/** What a customer may do to a complaint of theirs, as the calls are named. */
export const customerActs = ['messages', 'accept', 'reopen', 'withdraw', 'escalate', 'survey'] as const;
export type CustomerAct = (typeof customerActs)[number];

const dayMs = 24 * 60 * 60 * 1000;

/** What can be done to a complaint in this state. */
export function possibleActs(state: ComplaintState): CustomerAct[] {
  const isClosed = state.status === 'closed';
  const isResolved = state.status === 'resolved';
  const isPossible: Record<CustomerAct, boolean> = {
    messages: !isClosed,
    accept: isResolved,
    reopen: isResolved || (isClosed && state.closedBecause !== 'final-response'),
    withdraw: !isClosed,
    escalate: isResolved && state.stage !== 2,
    survey: isClosed && !state.surveyed,
  };
  return customerActs.filter((act) => isPossible[act]);
}

/** Why an act is not possible, and what is; `undefined` when it is. */
export function objection(state: ComplaintState, act: CustomerAct): string | undefined {
  const possible = possibleActs(state);
  if (possible.includes(act)) return undefined;
  const because = state.closedBecause ? ` (${state.closedBecause})` : '';
  const left = possible.length > 0 ? `What can be done now: ${possible.join(', ')}.` : 'Nothing more can be done here.';
  const outside =
    state.closedBecause === 'final-response'
      ? ' Our final response was our last word: who does not agree may turn to a body of alternative dispute resolution (ADR), free of charge.'
      : '';
  return `The complaint is ${state.status}${because}. ${left}${outside}`;
}

/** Is it too long ago that the complaint was resolved or closed for it to be opened again? */
export function isReopeningOver(state: ComplaintState, at: Date, days: number): boolean {
  const since = state.status === 'closed' ? state.closedAt : state.decidedAt;
  return since !== undefined && at.getTime() > Date.parse(since) + days * dayMs;
}

/** Is it not closed, or may its customer still open it again? */
export function mayGoOn(state: ComplaintState, at: Date, days: number): boolean {
  return state.status !== 'closed' || (possibleActs(state).includes('reopen') && !isReopeningOver(state, at, days));
}
