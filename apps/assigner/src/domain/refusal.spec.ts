import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grant, refusalOf, type Taker, type Wanted } from './refusal.js';
import { roomFor } from './room.js';

const wanted: Wanted = { category: 'withdrawals', language: 'ru', returnTo: null, decidedBefore: [] };

const taker = (about: Partial<Taker> = {}): Taker => ({
  id: 'ivan',
  skills: [{ category: 'withdrawals', language: 'ru' }],
  capacity: 5,
  open: 0,
  retired: false,
  present: true,
  shiftOverride: null,
  ...about,
});

describe('Giving somebody a complaint', () => {
  it.each([
    ['nobody', undefined],
    ['the retired', taker({ retired: true })],
    ['who decided at stage one', taker({ id: 'olga' })],
    ['who else decided there', taker({ id: 'peter' })],
  ])('is refused for %s, whoever wishes it', (_, one) => {
    const escalated = { ...wanted, decidedBefore: ['olga', 'peter'] };
    expect(refusalOf(one, escalated)).toBeDefined();
    expect(refusalOf(one, escalated, { override: true })).toBeDefined();
  });

  it.each([
    ['the unskilled', taker({ skills: [{ category: 'withdrawals', language: 'en' }] })],
    ['the full', taker({ open: 5 })],
  ])('is refused for %s, unless a lead overrides', (_, one) => {
    expect(refusalOf(one, wanted)).toBeDefined();
    expect(refusalOf(one, wanted, { override: true })).toBeUndefined();
  });

  it.each([
    ['the absent', taker({ present: false })],
    ['who ended the shift', taker({ shiftOverride: 'off' })],
  ])('is refused for %s by the rule, not by people', (_, one) => {
    expect(refusalOf(one, wanted, { presentOnly: true })).toBeDefined();
    expect(refusalOf(one, wanted)).toBeUndefined();
  });

  it('goes beyond the capacity for one that comes back, one in five and at least one', () => {
    const back = { ...wanted, returnTo: 'ivan' };
    expect([1, 4, 5, 10, 20].map((capacity) => roomFor(back, { id: 'ivan', capacity }))).toEqual([2, 5, 6, 12, 24]);
    expect(roomFor(back, { id: 'olga', capacity: 20 })).toBe(20);
    expect(refusalOf(taker({ open: 5 }), back)).toBeUndefined();
    expect(refusalOf(taker({ open: 6 }), back)).toBeDefined();
  });

  it('grants of many wishes as many as there is room for, in their order', () => {
    const people = fc.array(fc.record({ capacity: fc.integer({ min: 1, max: 4 }), open: fc.nat(4) }), { maxLength: 4 });
    const wishes = fc.array(fc.nat(4), { maxLength: 20 });
    fc.assert(
      fc.property(people, wishes, (staff, tos) => {
        const takers = staff.map((one, nth) => taker({ ...one, id: `s${nth}` }));
        const asked = tos.map((to, nth) => ({ complaint: wanted, to: `s${to}`, nth }));
        const { granted, refusals } = grant(asked, takers, {});
        expect(granted.length + refusals.length).toBe(asked.length);
        expect(granted.map(({ nth }) => nth)).toEqual(granted.map(({ nth }) => nth).toSorted((a, b) => a - b));
        for (const { id, capacity, open } of takers) {
          const mine = asked.filter(({ to }) => to === id);
          const got = granted.filter(({ to }) => to === id);
          expect(got).toEqual(mine.slice(0, Math.max(0, capacity - open)));
        }
      }),
    );
  });
});
