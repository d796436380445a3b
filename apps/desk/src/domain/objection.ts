import { type EventClass, eventOfClass } from '@redress/contracts';
import { type ComplaintState, fold, type VoidReason } from '@redress/lifecycle';

/** Something that a person wants to have happened to a complaint. */
export interface Intent<Data extends object = object> {
  event: EventClass<Data>;
  data: Data;
}

/** Why it cannot be: `forbidden` to this person, or to anybody in this state. */
export interface Objection {
  code: 'forbidden' | 'wrong-state';
  detail: string;
}

const whatNow: Partial<Record<VoidReason, string>> = {
  'not-open': 'No more work is done on it, unless its customer opens it again.',
  closed: 'Nothing more is written to it, unless its customer opens it again; a note for colleagues is.',
  'same-category': 'Somebody said this category before; say another one or leave it.',
  'not-held': 'Nobody holds it: claim it first, or have it assigned.',
  'already-waiting': 'The customer was asked something already: wait for the answer, or write a message.',
  'not-final': 'Issue the final response first, or decide it at stage two.',
  'already-referred': 'It was referred before.',
  'of-itself': 'Name another complaint than this one.',
  'already-linked': 'It is linked to that complaint already.',
  'stale-assignment': 'It has changed hands: read it again.',
};

/** What the fold has against it, in words that say what to do next; `undefined` when it would take effect now. */
export function objection(
  complaintId: string,
  state: ComplaintState,
  { event, data }: Intent,
  at: Date,
): Objection | undefined {
  const { type, saidBy } = eventOfClass(event);
  const { effect } = fold(state, {
    specversion: '1.0',
    id: complaintId,
    source: saidBy,
    type,
    time: at.toISOString(),
    subject: complaintId,
    datacontenttype: 'application/json',
    correlationid: complaintId,
    sourceseq: 1,
    data,
  });
  if (effect.effect === 'took') return undefined;
  if (effect.reason === 'same-person') {
    return {
      code: 'forbidden',
      detail: 'You decided this complaint at stage one: somebody else decides at stage two.',
    };
  }
  const because = state.closedBecause ? ` (${state.closedBecause})` : '';
  return {
    code: 'wrong-state',
    detail: `The complaint is ${state.status}${because}. ${whatNow[effect.reason] ?? 'Read it again to see what can be done.'}`,
  };
}
