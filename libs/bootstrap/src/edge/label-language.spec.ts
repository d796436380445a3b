import { describe, expect, it } from '@jest/globals';
import { labelLanguage } from './label-language.js';

describe('the language of labels', () => {
  it.each([
    ['ru', 'en', 'ru'],
    ['en-GB,en;q=0.9', 'ru', 'en'],
    ['ru-RU;q=0.5, en;q=0.8', 'ru', 'en'],
    ['de, ru;q=0.3', 'en', 'ru'],
    ['ru;q=0, de', 'en', 'en'],
    ['*', 'ru', 'ru'],
    [undefined, 'ru', 'ru'],
    ['', 'de', 'en'],
    [';;q=,=,', 'ru', 'ru'],
    ['ru;q=nonsense', 'en', 'en'],
  ] as const)('of %p, for a complaint in %s, is %s', (header, fallback, expected) => {
    expect(labelLanguage(header, fallback)).toBe(expected);
  });
});
