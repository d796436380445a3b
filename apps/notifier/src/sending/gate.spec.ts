import { describe, expect, it } from '@jest/globals';
import { Gate } from './gate.js';

describe('the gate in front of the mail server', () => {
  it('lets as many letters through as it was told', () => {
    const gate = new Gate(6);
    expect([gate.room(0, 0), gate.room(4, 0), gate.room(6, 0)]).toEqual([6, 2, 0]);
  });

  it('lets one letter at a time try a server that is away, after growing pauses', () => {
    const gate = new Gate(6);
    let now = 0;
    const pauses: number[] = [];
    for (let failure = 1; failure <= 6; failure += 1) {
      expect(gate.failed(now)).toBe(failure === 1);
      const from = now;
      while (gate.room(0, now) === 0) now += 500;
      expect([gate.room(0, now), gate.room(1, now)]).toEqual([1, 0]);
      pauses.push(now - from);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
  });

  it('takes letters that fail together for one failure', () => {
    const gate = new Gate(6);
    for (let lane = 0; lane < 6; lane += 1) expect(gate.failed(lane)).toBe(lane === 0);
    expect(gate.room(0, 1_000)).toBe(1);
  });

  it('tries less often after an hour', () => {
    const gate = new Gate(1);
    for (let now = 0; now <= 3_600_000; now += 10_000) gate.failed(now);
    expect([gate.room(0, 3_600_000 + 59_000), gate.room(0, 3_600_000 + 60_000)]).toEqual([0, 1]);
  });

  it('opens wide with the first letter that goes, and says so once', () => {
    const gate = new Gate(6);
    gate.failed(0);
    expect([gate.succeeded(), gate.succeeded()]).toEqual([true, false]);
    expect(gate.room(0, 0)).toBe(6);
  });

  it('does not close for a letter that is refused again and again while others go', () => {
    const gate = new Gate(6);
    for (let now = 0; now < 100; now += 1) expect(gate.refusedLetter('one', now)).toBe(false);
    gate.refusedLetter('two', 100);
    gate.succeeded();
    expect([gate.refusedLetter('two', 101), gate.refusedLetter('three', 102)]).toEqual([false, false]);
    expect(gate.isTroubled).toBe(false);
  });

  it('closes when letter after letter is refused', () => {
    const gate = new Gate(6);
    expect(['one', 'two', 'three'].map((id) => gate.refusedLetter(id, 0))).toEqual([false, false, true]);
    expect(gate.room(0, 0)).toBe(0);
  });
});
