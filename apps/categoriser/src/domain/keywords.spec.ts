import { describe, expect, it } from '@jest/globals';
import { categories } from '@redress/contracts';
import { findKeywords, indexed } from './keywords.js';
import { english } from './vocabulary/english.js';
import { russian } from './vocabulary/russian.js';
import { wordsOf } from './words.js';

describe('keywords', () => {
  const index = indexed({ drink: '2: tea*, cold coffee\n 1: coffee', food: '3: tea cake' });
  const labels = (text: string) => findKeywords(index, wordsOf(text)).map(({ label, weight }) => `${label} ${weight}`);

  it('fit whole words, or the beginning of one with a star', () => {
    expect(labels('Teas and coffee, no coffees, no steam')).toEqual(['drink 2', 'drink 1']);
  });

  it('of several words fit in a row only, and hide what they contain', () => {
    expect(labels('a tea cake, a cake with tea, cold. Coffee')).toEqual(['food 3', 'drink 2', 'drink 2']);
  });

  it('refuse a line that cannot be read', () => {
    expect(() => indexed({ drink: 'tea, coffee' })).toThrow('Keywords of drink: "tea, coffee" is not');
  });
});

describe.each([
  ['Russian', russian],
  ['English', english],
])('the %s table', (_language, table) => {
  it.each(categories.filter((category) => category !== 'other'))(
    'knows at least 25 ways to speak of %s',
    (category) => {
      const all = (table[category] ?? '').split(/[\n,:]/u).filter((part) => /\p{L}/u.test(part));
      expect(all.length).toBeGreaterThanOrEqual(25);
    },
  );
});
