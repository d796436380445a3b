import { describe, expect, it } from '@jest/globals';
import { Nudge } from './nudge.js';

describe('a nudge', () => {
  it('wakes who waits', async () => {
    const nudge = new Nudge();
    const waiting = nudge.wait(60_000);
    nudge.signal();
    expect(await waiting).toBe(true);
  });

  it('given while nobody waits is kept for the next wait, once', async () => {
    const nudge = new Nudge();
    nudge.signal();
    expect(await nudge.wait(60_000)).toBe(true);
    expect(await nudge.wait(1)).toBe(false);
  });
});
