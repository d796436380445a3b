/** What came of one attempt to send a letter. Reasons are codes, never a server's words: those may quote an address. */
export type Outcome =
  | { kind: 'sent' }
  /** The connection ended after the whole letter was handed over and before the answer: it may have gone. */
  | { kind: 'cut' }
  /** The mail server took no letter at all. */
  | { kind: 'unreachable'; reason: string }
  /**
   * The mail server took none of this letter: `patience` says how long its mind may still change, `bounces` whether it
   * means the recipient, for good.
   */
  | { kind: 'refused'; reason: string; patience: 'none' | 'short' | 'long'; bounces: boolean }
  /** There is nobody to send it to, nobody who wants it, or no use in it any more. */
  | { kind: 'unsendable'; reason: 'no-address' | 'unusable-address' | 'redacted' | 'unwanted' | 'expired' }
  /** It cannot be written, now or ever. */
  | { kind: 'unwritable'; reason: string };

/** What is known of a failed dialogue with the mail server. */
export interface FailedDialogue {
  /** The server's three digits, if it answered. */
  responseCode?: number;
  /** The server's whole answer; looked at for its enhanced status code only. */
  response?: string;
  /** What it answered to: `CONN`, `EHLO`, `AUTH …`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  command?: string;
  /** What went wrong on our side of the line: `ECONNREFUSED`, `ETIMEDOUT`, … */
  code?: string;
  /** Whether the last byte of the letter had left. */
  handedOver: boolean;
}

const subjects: Readonly<Record<string, string>> = { 'RCPT TO': 'recipient', DATA: 'message', 'MAIL FROM': 'sender' };

/**
 * Only an address that does not exist is final at once (5.1.x). Any other 5xx for a recipient or a letter may come from
 * a server that is out of order for a while; what a server says before that concerns every letter, not this one.
 */
export function judge({ responseCode, response = '', command = '', code, handedOver }: FailedDialogue): Outcome {
  if (!responseCode) {
    if (handedOver) return { kind: 'cut' };
    return { kind: 'unreachable', reason: (code ?? 'no-connection').toLowerCase() };
  }
  const subject = subjects[command] ?? 'connection';
  const reason = `${subject}-refused-${responseCode}`;
  if (responseCode === 421 || (subject !== 'recipient' && subject !== 'message')) {
    return { kind: 'unreachable', reason };
  }
  if (responseCode < 500) return { kind: 'refused', reason, patience: 'long', bounces: false };
  const isNowhere = subject === 'recipient' && /^\d{3}[ -]5\.1\.\d+\b/.test(response);
  return { kind: 'refused', reason, patience: isNowhere ? 'none' : 'short', bounces: subject === 'recipient' };
}
