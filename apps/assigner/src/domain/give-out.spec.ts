import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Seeking } from './choose-specialist.js';
import { giveOut } from './give-out.js';
import { type Candidate, type Roster, skillKey } from './roster.js';

interface Complaint extends Seeking {
  id: string;
}

const complaint = (id: string, category = 'withdrawals', language = 'ru'): Complaint => ({
  id,
  category,
  language,
  handedOverBy: null,
  returnTo: null,
  decidedBefore: [],
});

const roster = (...people: (Partial<Candidate> & { id: string })[]): Roster => {
  const candidates = people.map((person) => ({
    skills: new Set(['withdrawals ru']),
    capacity: 20,
    open: 0,
    lastAssigned: 0,
    ...person,
  }));
  return { candidates, skilled: new Set(candidates.flatMap(({ skills }) => [...skills])) };
};

const namesOf = (round: ReturnType<typeof giveOut<Complaint>>) =>
  round.given.map(({ complaint: { id }, choice }) => `${id} ${choice.specialistId}`);

describe('Giving out complaints', () => {
  it('takes turns among people who have as few', () => {
    const round = giveOut(
      ['1', '2', '3'].map((id) => complaint(id)),
      roster({ id: 'ivan' }, { id: 'olga' }),
    );
    expect(namesOf(round)).toEqual(['1 ivan', '2 olga', '3 ivan']);
  });

  it('does not let one that nobody can take hold up the next', () => {
    const round = giveOut([complaint('1', 'deposits'), complaint('2')], roster({ id: 'ivan' }));
    expect(namesOf(round)).toEqual(['2 ivan']);
    expect(round.waiting.map(({ complaint: { id }, reason }) => [id, reason])).toEqual([['1', 'nobody-skilled']]);
  });

  it('tells somebody skilled without room from nobody skilled', () => {
    const full = roster({ id: 'ivan', capacity: 1 });
    const round = giveOut([complaint('1'), complaint('2'), complaint('3', 'withdrawals', 'de')], full);
    expect(round.waiting.map(({ reason }) => reason)).toEqual(['nobody-free', 'nobody-skilled']);
  });

  it('never goes above a capacity, never to somebody unskilled, and leaves none waiting that could be given', () => {
    const skills = fc.subarray(['withdrawals ru', 'withdrawals en', 'deposits ru']);
    const people = fc.array(fc.record({ skills, capacity: fc.integer({ min: 1, max: 4 }), open: fc.nat(4) }));
    const complaints = fc.array(
      fc.record({
        category: fc.constantFrom('withdrawals', 'deposits'),
        language: fc.constantFrom('ru', 'en'),
        handedOverBy: fc.constantFrom(null, 's0'),
        returnTo: fc.constantFrom(null, 's1'),
        decidedBefore: fc.subarray(['s0', 's2']),
      }),
    );
    fc.assert(
      fc.property(complaints, people, (asked, staff) => {
        const made = roster(...staff.map((one, nth) => ({ ...one, skills: new Set(one.skills), id: `s${nth}` })));
        const round = giveOut(asked, made);
        expect(round.given.length + round.waiting.length).toBe(asked.length);
        const held = new Map(made.candidates.map(({ id, open }) => [id, open]));
        for (const { complaint: given, choice } of round.given) {
          const taker = made.candidates.find(({ id }) => id === choice.specialistId);
          expect(taker?.skills.has(skillKey(given))).toBe(true);
          held.set(choice.specialistId, (held.get(choice.specialistId) ?? 0) + 1);
          const room = given.returnTo === choice.specialistId ? 1 : 0;
          expect(held.get(choice.specialistId)).toBeLessThanOrEqual((taker?.capacity ?? 0) + room);
          expect(given.decidedBefore).not.toContain(choice.specialistId);
        }
        for (const { complaint: left } of round.waiting) {
          const able = made.candidates.filter(
            ({ id, skills }) => skills.has(skillKey(left)) && !left.decidedBefore.includes(id),
          );
          expect(able.every(({ id, capacity }) => (held.get(id) ?? 0) >= capacity)).toBe(true);
        }
      }),
    );
  });
});
