import type { Category, ComplaintSubmitted, SubmittedWords } from '@redress/contracts';
import { textLanguage } from './text-language.js';

/** The default policy: around the clock, the longest service target. */
const promisedWithinMs = 48 * 60 * 60 * 1000;

/** What a customer sends; checked and trimmed. */
export interface Submission {
  text: string;
  subject?: string;
  language?: string;
  category?: Category;
  contact?: { email: string };
}

/** Who submits. */
export interface Customer {
  sub: string;
  email?: string;
}

/** A complaint as it is accepted: facts for everybody, words for the vault. */
export interface Accepted {
  facts: Omit<ComplaintSubmitted, 'sealed'>;
  words: SubmittedWords;
}

/** Accepts a customer's submission at this moment, with the date it is promised an answer by. */
export function accept(submission: Submission, customer: Customer, reference: string, at: Date): Accepted {
  const { text, subject, language, category: pick, contact } = submission;
  const email = contact?.email ?? customer.email;
  return {
    facts: {
      reference,
      channel: 'account',
      language: language ?? textLanguage(text),
      ...(pick && { pick }),
      receivedAt: at.toISOString(),
      promisedBy: new Date(at.getTime() + promisedWithinMs).toISOString(),
    },
    words: { customerId: customer.sub, text, ...(subject && { subject }), ...(email && { email }) },
  };
}
