import type { Outcome } from './outcome.js';

const second = 1_000;
const minute = 60 * second;

/** How long a letter that is refused for good is tried again all the same: the server may be out of order. */
const shortPatienceMs = 30 * minute;

/** However old a notice is when its first attempt comes, it gets this many. */
const fewestAttempts = 10;

/** A letter that may have gone is sent again so often at most; every repeat may be one more copy in the mailbox. */
const mostDoubts = 8;

/** A notice as an attempt left it. */
export interface Tried {
  createdAt: Date;
  /** Attempts so far, this one included. */
  attempts: number;
  /** How often it may have gone without anybody knowing, before this attempt. */
  doubts: number;
}

export interface Settlement {
  state: 'sent' | 'queued' | 'uncertain' | 'failed' | 'bounced' | 'suppressed';
  reason?: string;
  /** When it is tried again; absent: never. */
  dueAt?: Date;
  doubts: number;
}

/** The pause before the next attempt: doubling from `first`, at most ten minutes, a fifth of it by chance. */
export function pauseMs(attempt: number, chance: number, first = second, factor = 2): number {
  const whole = Math.min(first * factor ** Math.min(attempt - 1, 20), 10 * minute);
  return Math.round(whole * (0.8 + 0.4 * chance));
}

/** What an attempt is judged by. */
export interface Judging {
  now: Date;
  /** A random number in [0, 1). */
  chance: number;
  /** How long a letter is tried again, at least, while nobody says that it will never arrive. */
  patienceMs: number;
}

/** What becomes of a notice after an attempt. */
export function settle(tried: Tried, outcome: Outcome, { now, chance, patienceMs }: Judging): Settlement {
  const { doubts } = tried;
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', doubts };
    case 'unsendable':
      return { state: 'suppressed', reason: outcome.reason, doubts };
    case 'unwritable':
      return { state: 'failed', reason: outcome.reason, doubts };
    case 'cut': {
      const again = doubts + 1 < mostDoubts;
      const dueAt = new Date(now.getTime() + pauseMs(doubts + 1, chance, 2 * second, 4));
      return { state: 'uncertain', reason: 'cut-after-data', doubts: doubts + 1, ...(again && { dueAt }) };
    }
    default: {
      const { patience, bounces } =
        outcome.kind === 'refused' ? outcome : ({ patience: 'long', bounces: false } as const);
      const patient = { none: 0, short: Math.min(shortPatienceMs, patienceMs), long: patienceMs }[patience];
      const age = now.getTime() - tried.createdAt.getTime();
      const isOver = patient === 0 || (age >= patient && tried.attempts >= fewestAttempts);
      if (isOver) return { state: bounces ? 'bounced' : 'failed', reason: outcome.reason, doubts };
      const dueAt = new Date(now.getTime() + pauseMs(tried.attempts, chance));
      return { state: 'queued', reason: outcome.reason, dueAt, doubts };
    }
  }
}
