import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canTake, chooseSpecialist, type Seeking } from './choose-specialist.js';
import type { Candidate } from './roster.js';

const complaint: Seeking = {
  category: 'withdrawals',
  language: 'ru',
  handedOverBy: null,
  returnTo: null,
  decidedBefore: [],
};

const candidate = (id: string, about: Partial<Candidate> = {}): Candidate => ({
  id,
  skills: new Set(['withdrawals ru']),
  capacity: 20,
  open: 0,
  lastAssigned: 0,
  ...about,
});

describe('Choosing a specialist', () => {
  it('takes the one with the fewest open complaints', () => {
    const choice = chooseSpecialist(complaint, [candidate('ivan', { open: 3 }), candidate('olga', { open: 2 })]);
    expect(choice).toEqual({
      specialistId: 'olga',
      reasons: ['skilled-category', 'skilled-language', 'fewest-open'],
    });
  });

  it('takes the one whose last assignment is oldest when several have as few, and says so', () => {
    const choice = chooseSpecialist(complaint, [
      candidate('ivan', { open: 2, lastAssigned: 8 }),
      candidate('olga', { open: 2, lastAssigned: 7 }),
    ]);
    expect(choice?.specialistId).toBe('olga');
    expect(choice?.reasons).toContain('waited-longest');
  });

  it('takes who was never assigned anything first, and then goes by id', () => {
    const never = [candidate('olga'), candidate('ivan'), candidate('anton', { lastAssigned: 1 })];
    expect(chooseSpecialist(complaint, never)?.specialistId).toBe('ivan');
  });

  it('takes nobody who is full or has not both the category and the language', () => {
    const unable = [
      candidate('full', { open: 20 }),
      candidate('english', { skills: new Set(['withdrawals en']) }),
      candidate('other', { skills: new Set(['deposits ru', 'withdrawals en']) }),
    ];
    expect(chooseSpecialist(complaint, unable)).toBeUndefined();
  });

  it('goes back to who gave it away only when nobody else can take it', () => {
    const givenAway = { ...complaint, handedOverBy: 'ivan' };
    const both = [candidate('ivan'), candidate('olga', { open: 19 })];
    expect(chooseSpecialist(givenAway, both)?.specialistId).toBe('olga');
    const alone = [candidate('ivan'), candidate('olga', { open: 20 })];
    expect(chooseSpecialist(givenAway, alone)?.specialistId).toBe('ivan');
  });

  it('goes back to who held it last, even beyond the capacity, unless that one cannot take it', () => {
    const back = { ...complaint, returnTo: 'ivan' };
    const choice = chooseSpecialist(back, [candidate('ivan', { open: 23 }), candidate('olga')]);
    expect(choice).toEqual({ specialistId: 'ivan', reasons: ['skilled-category', 'skilled-language', 'held-before'] });
    expect(chooseSpecialist(back, [candidate('ivan', { open: 24 }), candidate('olga')])?.specialistId).toBe('olga');
    const moved = candidate('ivan', { skills: new Set(['deposits ru']) });
    expect(chooseSpecialist(back, [moved, candidate('olga')])?.specialistId).toBe('olga');
    expect(chooseSpecialist(back, [candidate('olga')])?.specialistId).toBe('olga');
  });

  it('never goes to who decided it at stage one', () => {
    const escalated = { ...complaint, decidedBefore: ['ivan'] };
    const both = [candidate('ivan'), candidate('olga', { open: 19 })];
    expect(chooseSpecialist(escalated, both)?.specialistId).toBe('olga');
    expect(chooseSpecialist(escalated, [candidate('ivan')])).toBeUndefined();
  });

  it('always takes one whom nobody else able to take it beats', () => {
    const skills = fc.subarray(['withdrawals ru', 'withdrawals en', 'deposits ru']).map((some) => new Set(some));
    const number = fc.nat(4);
    const anybody = fc.record({ skills, capacity: fc.integer({ min: 1, max: 4 }), open: number, lastAssigned: number });
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 8 }), (people) => {
        const candidates = people.map((person, nth) => ({ ...person, id: `s${nth}` }));
        const choice = chooseSpecialist(complaint, candidates);
        const able = candidates.filter((one) => canTake(one, complaint));
        const chosen = able.find(({ id }) => id === choice?.specialistId);
        expect(chosen === undefined).toBe(able.length === 0);
        for (const other of able) {
          const [fewest, longest] = [chosen?.open ?? 0, chosen?.lastAssigned ?? 0];
          expect(other.open > fewest || (other.open === fewest && other.lastAssigned >= longest)).toBe(true);
        }
      }),
    );
  });
});
