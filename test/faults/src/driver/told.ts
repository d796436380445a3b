/** What an acceptance named. */
export interface Acceptance {
  id: string;
  reference: string;
  promisedBy: string;
}

/** One thing a caller wanted to say, and what the caller was told of it in the end. */
export interface Told {
  /** Stands in the text of this complaint and of no other. */
  word: string;
  customer: string;
  /** Where mails about it go. */
  email: string;
  key?: string;
  /** `unknown`: no answer, or one that leaves it open. */
  outcome: 'accepted' | 'refused' | 'unknown';
  /** Every acceptance that was answered for it; with one key, all must be the same. */
  acceptances: Acceptance[];
  /** How it was refused, if ever; what was accepted once must not be refused at a repeat. */
  status?: number;
}
