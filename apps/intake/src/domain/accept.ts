import type { Category, ComplaintSubmitted, SubmittedWords } from '@redress/contracts';
import { textLanguage } from './text-language.js';

/** The default policy: around the clock, the longest service target. */
const promisedWithinMs = 48 * 60 * 60 * 1000;

/** What is sent; checked and trimmed. */
export interface Submission {
  text: string;
  subject?: string;
  language?: string;
  category?: Category;
  occurredAt?: string;
  contact?: { email: string };
  /** The complaint that it continues. */
  follows?: string;
}

/** Whose complaint it is, and the channel that says so. */
export interface Customer {
  channel: string;
  sub: string;
  email?: string;
  /** To be written to in. */
  language?: string;
}

/** A complaint as it is accepted: facts for everybody, words for the vault. */
export interface Accepted {
  facts: Omit<ComplaintSubmitted, 'sealed'>;
  words: SubmittedWords;
}

/** Accepts a customer's submission at this moment, with the date it is promised an answer by. */
export function accept(submission: Submission, customer: Customer, reference: string, at: Date): Accepted {
  const { text, subject, language, category: pick, occurredAt, contact, follows } = submission;
  const { channel, sub: customerId, language: customerLanguage } = customer;
  const email = contact?.email ?? customer.email;
  return {
    facts: {
      reference,
      channel,
      language: language ?? textLanguage(text),
      ...(pick && { pick }),
      ...(occurredAt && { occurredAt: new Date(occurredAt).toISOString() }),
      receivedAt: at.toISOString(),
      promisedBy: new Date(at.getTime() + promisedWithinMs).toISOString(),
      ...(follows && { follows }),
    },
    words: {
      customerId,
      text,
      ...(subject && { subject }),
      ...(email && { email }),
      ...(customerLanguage && { customerLanguage }),
    },
  };
}
