import type { MailLanguage } from './mail-language.js';
import { Moments } from './moment.js';
import { spanInWords } from './span.js';

/** Everything a template may name; no word of the complaint's own is among it. */
export interface LetterFacts {
  /** What the customer is told to quote. */
  reference: string;
  /** The promised date and time, with its zone. */
  promisedBy: string;
  /** How long after the submission that is. */
  promisedWithin: string;
  /** The sender's name. */
  sender: string;
}

/** What of a complaint a letter tells. */
export interface LetterSubject {
  reference: string;
  receivedAt: Date;
  promisedBy: Date;
}

/** Puts the facts into one language's words, by the clock of `timeZone`. */
export function letterFacts(
  language: MailLanguage,
  { timeZone, sender }: { timeZone: string; sender: string },
): (complaint: LetterSubject) => LetterFacts {
  const moments = new Moments(language, timeZone);
  return ({ reference, receivedAt, promisedBy }) => ({
    reference,
    promisedBy: moments.tell(promisedBy),
    promisedWithin: spanInWords(promisedBy.getTime() - receivedAt.getTime(), language),
    sender,
  });
}
