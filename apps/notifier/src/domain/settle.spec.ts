import { describe, expect, it } from '@jest/globals';
import type { Outcome } from './outcome.js';
import { pauseMs, settle } from './settle.js';

const createdAt = new Date('2026-11-22T19:05:00Z');
const later = (ms: number): Date => new Date(createdAt.getTime() + ms);
const minute = 60_000;
const hour = 60 * minute;
const at = (ms: number) => ({ now: later(ms), chance: 0.5, patienceMs: 24 * hour });
const unreachable: Outcome = { kind: 'unreachable', reason: 'econnrefused' };
const greylisted: Outcome = { kind: 'refused', reason: 'recipient-refused-451', patience: 'long', bounces: false };

describe('the pause before the next attempt', () => {
  it('doubles from one second to ten minutes', () => {
    const pauses = Array.from({ length: 14 }, (_, index) => pauseMs(index + 1, 0.5) / 1_000);
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600, 600]);
  });

  it('differs by a fifth, so that letters do not come back all at once', () => {
    expect([pauseMs(1, 0), pauseMs(1, 0.999_999)]).toEqual([800, 1_200]);
    expect(pauseMs(1_000, 0.999_999)).toBe(12 * minute);
  });
});

describe('a notice after an attempt', () => {
  const tried = { createdAt, attempts: 1, doubts: 0 };

  it('is sent when the mail server took it', () => {
    expect(settle(tried, { kind: 'sent' }, at(100))).toEqual({ state: 'sent', doubts: 0 });
  });

  it('is tried for at least 24 hours while the mail server is away', () => {
    for (const outcome of [unreachable, greylisted]) {
      expect(settle({ ...tried, attempts: 150 }, outcome, at(24 * hour - 1))).toMatchObject({
        state: 'queued',
      });
      expect(settle({ ...tried, attempts: 150 }, outcome, at(24 * hour))).toMatchObject({ state: 'failed' });
    }
  });

  it('gets its attempts also when it waited for days before the first', () => {
    const settlement = settle(tried, unreachable, at(72 * hour));
    expect(settlement).toEqual({ state: 'queued', reason: 'econnrefused', dueAt: later(72 * hour + 1_000), doubts: 0 });
  });

  it('bounced at once when its address does not exist', () => {
    const outcome: Outcome = { kind: 'refused', reason: 'recipient-refused-550', patience: 'none', bounces: true };
    expect(settle(tried, outcome, at(50))).toEqual({
      state: 'bounced',
      reason: 'recipient-refused-550',
      doubts: 0,
    });
  });

  it('bounced after half an hour when the server goes on refusing the recipient', () => {
    const outcome: Outcome = { kind: 'refused', reason: 'recipient-refused-550', patience: 'short', bounces: true };
    expect(settle({ ...tried, attempts: 11 }, outcome, at(29 * minute))).toMatchObject({ state: 'queued' });
    expect(settle({ ...tried, attempts: 12 }, outcome, at(31 * minute))).toMatchObject({ state: 'bounced' });
  });

  it('has failed after half an hour when the server goes on refusing the letter', () => {
    const outcome: Outcome = { kind: 'refused', reason: 'message-refused-554', patience: 'short', bounces: false };
    expect(settle({ ...tried, attempts: 12 }, outcome, at(31 * minute))).toMatchObject({ state: 'failed' });
  });

  it('outlives ten minutes of a server that refuses everything, whatever it refuses it with', () => {
    const refusals: Outcome[] = [
      unreachable,
      greylisted,
      { kind: 'refused', reason: 'recipient-refused-550', patience: 'short', bounces: true },
      { kind: 'refused', reason: 'message-refused-554', patience: 'short', bounces: false },
    ];
    for (const outcome of refusals) {
      let [time, attempts] = [0, 1];
      for (; time < 10 * minute; attempts += 1) {
        const { state, dueAt } = settle({ ...tried, attempts }, outcome, at(time));
        expect(state).toBe('queued');
        time = (dueAt?.getTime() ?? 0) - createdAt.getTime();
      }
      expect(time).toBeLessThanOrEqual(20 * minute);
      expect(settle({ ...tried, attempts }, { kind: 'sent' }, at(time))).toMatchObject({ state: 'sent' });
    }
  });

  it('is given up earlier or later as the settings say', () => {
    const judging = { ...at(2 * hour), patienceMs: 2 * hour };
    expect(settle({ ...tried, attempts: 20 }, unreachable, judging)).toMatchObject({ state: 'failed' });
    expect(settle({ ...tried, attempts: 20 }, unreachable, { ...judging, patienceMs: 3 * hour })).toMatchObject({
      state: 'queued',
    });
  });

  it('is suppressed when there is nobody to send it to', () => {
    expect(settle(tried, { kind: 'unsendable', reason: 'redacted' }, at(1))).toEqual({
      state: 'suppressed',
      reason: 'redacted',
      doubts: 0,
    });
  });

  it('is uncertain when it may have gone, and is sent again a few times, further and further apart', () => {
    const pauses: (number | undefined)[] = [];
    for (let doubts = 0; doubts < 8; doubts += 1) {
      const settlement = settle({ ...tried, doubts }, { kind: 'cut' }, at(0));
      expect(settlement).toMatchObject({ state: 'uncertain', reason: 'cut-after-data', doubts: doubts + 1 });
      pauses.push(settlement.dueAt && (settlement.dueAt.getTime() - createdAt.getTime()) / 1_000);
    }
    expect(pauses).toEqual([2, 8, 32, 128, 512, 600, 600, undefined]);
  });
});
