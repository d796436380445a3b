import { describe, expect, it } from '@jest/globals';
import { type ComplaintState, fold, type Status, statuses } from '@redress/lifecycle';
import { aComplaintSubmitted } from '@redress/testing';
import { customerActs, isReopeningOver, mayGoOn, objection, possibleActs } from './customer-acts.js';

const submitted = fold(undefined, aComplaintSubmitted()).state as ComplaintState;
const inStatus = (status: Status, more: Partial<ComplaintState> = {}): ComplaintState => ({
  ...submitted,
  status,
  ...more,
});

describe('what a customer may do', () => {
  it.each<[string, ComplaintState, string[]]>([
    ['one under way', inStatus('in-progress'), ['messages', 'withdraw']],
    ['one that waits for them', inStatus('waiting-for-customer'), ['messages', 'withdraw']],
    ['a decided one', inStatus('resolved'), ['messages', 'accept', 'reopen', 'withdraw', 'escalate']],
    ['one decided twice', inStatus('resolved', { stage: 2 }), ['messages', 'accept', 'reopen', 'withdraw']],
    ['one they accepted', inStatus('closed', { closedBecause: 'accepted' }), ['reopen', 'survey']],
    ['one they were asked about', inStatus('closed', { closedBecause: 'withdrawn', surveyed: true }), ['reopen']],
    ['one with a final response', inStatus('closed', { closedBecause: 'final-response' }), ['survey']],
  ])('to %s', (_what, state, possible) => {
    expect(possibleActs(state)).toEqual(possible);
  });

  it('is objected to exactly when it is not possible', () => {
    for (const state of statuses.map((status) => inStatus(status))) {
      const allowed = customerActs.filter((act) => objection(state, act) === undefined);
      expect(allowed).toEqual(possibleActs(state));
    }
  });

  it('is nothing when all was said: then a body outside remains', () => {
    const over = inStatus('closed', { closedBecause: 'final-response', surveyed: true });
    expect(objection(over, 'reopen')).toMatch(
      /^The complaint is closed \(final-response\)\. Nothing more can be done here\. .*ADR/,
    );
  });
});

describe('the window in which a complaint is opened again', () => {
  const day = 24 * 60 * 60 * 1000;
  const decided = Date.parse('2026-11-01T00:00:00.000Z');
  const resolved = inStatus('resolved', { decidedAt: new Date(decided).toISOString() });

  it('ends so many days after the decision, to the millisecond', () => {
    expect(isReopeningOver(resolved, new Date(decided + 14 * day), 14)).toBe(false);
    expect(isReopeningOver(resolved, new Date(decided + 14 * day + 1), 14)).toBe(true);
  });

  it('begins anew when the complaint is closed', () => {
    const closed = { ...resolved, status: 'closed' as const, closedAt: new Date(decided + 10 * day).toISOString() };
    expect(isReopeningOver(closed, new Date(decided + 20 * day), 14)).toBe(false);
    expect(isReopeningOver(closed, new Date(decided + 25 * day), 14)).toBe(true);
  });

  it('is for how long a closed complaint may go on, unless its last word was said; one that is not closed may ever', () => {
    const closedAt = new Date(decided).toISOString();
    const [inside, outside] = [new Date(decided + 14 * day), new Date(decided + 14 * day + 1)];
    for (const closedBecause of ['accepted', 'withdrawn'] as const) {
      const closed = inStatus('closed', { closedBecause, closedAt });
      expect([inside, outside].map((at) => mayGoOn(closed, at, 14))).toEqual([true, false]);
    }
    expect(mayGoOn(inStatus('closed', { closedBecause: 'final-response', closedAt }), inside, 14)).toBe(false);
    expect(mayGoOn(resolved, outside, 14)).toBe(true);
  });
});
