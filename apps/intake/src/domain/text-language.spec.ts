import { describe, expect, it } from '@jest/globals';
import { textLanguage } from './text-language.js';

describe('the language of a text', () => {
  it.each([
    ['Вывод висит третий день', 'ru'],
    ['My withdrawal is stuck', 'en'],
    ['Не пришёл cashback за free bet', 'ru'],
    ['Please help, слот завис in the middle of my game', 'en'],
    ['абвABCDEFG', 'ru'],
    ['абвABCDEFGH', 'en'],
    ['500 ₽ ???', 'en'],
    ['', 'en'],
  ])('of "%s" is %s', (text, language) => {
    expect(textLanguage(text)).toBe(language);
  });
});
