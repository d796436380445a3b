import { describe, expect, it } from '@jest/globals';
import { type Told, whyCategory, whyHolder } from './why.js';

const told = (id: string, type: string, data: Record<string, unknown>, effect = 'took'): Told => ({
  id,
  type,
  at: '2026-11-22T19:05:00.000Z',
  effect,
  data,
});

const machine = told('1', 'complaint-categorised', {
  category: 'deposits',
  confidence: 0.7,
  decision: 'suggest',
  model: 'keywords-2',
  spans: [{ start: 3, end: 8, weight: 2 }],
});
const person = told('2', 'category-corrected', { category: 'bonuses', by: 'olga' });

describe('why a complaint has its category', () => {
  it('is unknown before anybody said one', () => {
    expect(whyCategory([], 'text', () => undefined)).toBeUndefined();
  });

  it('is what the machine made of which words', () => {
    expect(whyCategory([machine], 'My bonus is gone', () => undefined)).toEqual({
      suggested: {
        category: 'deposits',
        confidence: 0.7,
        decision: 'suggest',
        model: 'keywords-2',
        spans: [{ start: 3, end: 8, weight: 2, words: 'bonus' }],
      },
    });
  });

  it('is the last person whose word took, with the reason', () => {
    const late = told('3', 'category-corrected', { category: 'other', by: 'ivan' }, 'void');
    const why = whyCategory([machine, person, late], '', (id) => (id === '2' ? 'It is about a bonus' : undefined));
    expect(why?.corrected).toMatchObject({ category: 'bonuses', by: 'olga', reason: 'It is about a bonus' });
    expect(why?.suggested?.spans[0]?.words).toBe('');
  });
});

describe('why somebody holds a complaint', () => {
  it('is the last assignment that took', () => {
    const given = (id: string, specialistId: string, effect: string) =>
      told(id, 'complaint-assigned', { specialistId, assignmentId: id, by: 'rule', reasons: ['fewest-open'] }, effect);
    expect(
      whyHolder([given('1', 'ivan', 'took'), given('2', 'olga', 'took'), given('3', 'peter', 'void')]),
    ).toMatchObject({ specialist: 'olga', assignmentId: '2', by: 'rule', reasons: ['fewest-open'] });
    expect(whyHolder([machine])).toBeUndefined();
  });
});
