import { describe, expect, it } from '@jest/globals';
import { mailLanguages } from '../domain/mail-language.js';
import { ownTemplates } from '../notifier.config.js';
import { letterTrials, tellTrial } from './letter-trials.for-spec.js';
import { loadLetters } from './load-letters.js';

describe('the letter about a duplicate', () => {
  const letters = loadLetters(ownTemplates);

  it('is true whichever of the two complaints came first', () => {
    const trials = letterTrials.filter(({ template }) => template === 'duplicate');
    expect(trials).toHaveLength(2);
    for (const language of mailLanguages) {
      for (const trial of trials) {
        const { subject, text, html } = letters.write('duplicate', language, tellTrial(trial, language));
        expect(`${subject}${text}${html}`).not.toMatch(/earlier|before|already|раньше|прежн|уже|снова/i);
      }
    }
  });
});
