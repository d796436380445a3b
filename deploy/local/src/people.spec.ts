import { describe, expect, it } from '@jest/globals';
import { categories } from '@redress/contracts';
import { people, specialists } from './people.js';

describe('the demo people', () => {
  it.each(categories.flatMap((category) => [`${category} ru`, `${category} en`]))(
    'have two specialists at least for %s',
    (wanted) => {
      const able = Object.values(specialists).filter(({ skills }) =>
        skills.some(({ category, language }) => `${category} ${language}` === wanted),
      );
      expect(able.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('are the specialists that the assigner is told of', () => {
    const subs = Object.keys(people).filter((sub) => people[sub]?.roles.includes('specialist'));
    expect(subs.sort()).toEqual(Object.keys(specialists).sort());
  });
});
