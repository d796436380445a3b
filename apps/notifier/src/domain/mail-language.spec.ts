import { describe, expect, it } from '@jest/globals';
import { mailLanguage } from './mail-language.js';

describe('the language of a mail', () => {
  it.each([
    [['en', 'ru', 'ru'], 'en'],
    [[undefined, 'ru', 'en'], 'ru'],
    [['de', undefined, 'ru'], 'ru'],
    [['de', 'fr', 'kk'], 'en'],
    [[], 'en'],
  ] as const)('is the first of %j that mails are written in', (wished, language) => {
    expect(mailLanguage(...wished)).toBe(language);
  });
});
