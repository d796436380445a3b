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
  /** The same as they came, byte for byte; absent where nothing was asked over HTTP. */
  answers?: string[];
  /** How it was refused, if ever; what was accepted once must not be refused at a repeat. */
  status?: number;
  submitted?: Submitted;
}

/** How a channel sent what a customer told it. */
export interface Submitted {
  /** `<channel>:<id>` */
  key: string;
  over: 'topic' | 'batch';
  /** `accepted`, or the code of the refusal. */
  due: string;
  /** It arrived for sure. */
  isSent: boolean;
  /** Every verdict on it or, over the topic, on anything under its key: as `due` is written. */
  verdicts: string[];
}

/** A verdict as it is answered or said. */
export interface Verdict {
  verdict: string;
  complaintId?: string;
  reference?: string;
  promisedBy?: string;
  reasons: { code: string }[];
}

/** As {@link Submitted.due} is written. */
export const judgedAs = ({ verdict, reasons }: Verdict): string =>
  verdict === 'refused' ? [...new Set(reasons.map(({ code }) => code))].join() : verdict;

export function acceptanceIn({ verdict, complaintId, reference, promisedBy }: Verdict): Acceptance | undefined {
  if (verdict !== 'accepted') return undefined;
  return { id: complaintId ?? '', reference: reference ?? '', promisedBy: promisedBy ?? '' };
}
