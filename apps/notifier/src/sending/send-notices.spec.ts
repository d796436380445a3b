import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Commits } from '@redress/messaging';
import { holdMs } from '../storage/due-notices.js';
import type { Ledger, Settled } from './ledger.js';
import type { PostOffice } from './post-office.js';
import { SendNotices } from './send-notices.js';
import { SettleAttempts } from './settle-attempts.js';
import { aTakenNotice } from './taken-notice.for-spec.js';
import type { WriteLetters, Written } from './write-letters.js';

describe('notices that were taken', () => {
  const notices = [aTakenNotice(), aTakenNotice()];
  const ids = notices.map(({ noticeId }) => noticeId);
  let write: (written: Written[]) => void;
  let held: string[][];
  let settled: Settled[];
  let sending: SendNotices;

  beforeEach(() => {
    jest.useFakeTimers();
    const written = new Promise<Written[]>((resolve) => {
      write = resolve;
    });
    [held, settled] = [[], []];
    const due = [notices];
    const ledger = {
      take: async () => due.shift() ?? [],
      hold: async (noticeIds: string[]) => void held.push(noticeIds),
      settle: async (batch: Settled[]) => void settled.push(...batch),
    } as unknown as Ledger;
    const letters = { write: () => written } as unknown as WriteLetters;
    const office = { close: () => undefined } as unknown as PostOffice;
    const settings = { connections: 2, patienceMs: 60_000 };
    sending = new SendNotices(ledger, new Commits(), letters, office, new SettleAttempts(ledger), settings);
    sending.onApplicationBootstrap();
  });
  afterEach(async () => {
    write([]);
    const stopped = sending.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(1_000);
    await stopped;
    jest.useRealTimers();
  });

  it('are held while their letters are written, however long that takes, and no longer than until they are settled', async () => {
    await jest.advanceTimersByTimeAsync(2 * holdMs);
    expect(held.length).toBeGreaterThanOrEqual(6);
    expect(new Set(held.flat())).toEqual(new Set(ids));
    write(notices.map((notice) => ({ notice, outcome: { kind: 'unsendable', reason: 'no-address' } })));
    await jest.advanceTimersByTimeAsync(100);
    expect(settled.map(({ notice }) => notice.noticeId)).toEqual(ids);
    held = [];
    await jest.advanceTimersByTimeAsync(holdMs);
    expect(held).toEqual([]);
  });
});
