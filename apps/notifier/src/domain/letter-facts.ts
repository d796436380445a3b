import type { MailLanguage } from './mail-language.js';
import { formatMoment } from './moment.js';
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

export function letterFacts(
  complaint: { reference: string; receivedAt: Date; promisedBy: Date },
  language: MailLanguage,
  { timeZone, sender }: { timeZone: string; sender: string },
): LetterFacts {
  return {
    reference: complaint.reference,
    promisedBy: formatMoment(complaint.promisedBy, language, timeZone),
    promisedWithin: spanInWords(complaint.promisedBy.getTime() - complaint.receivedAt.getTime(), language),
    sender,
  };
}
