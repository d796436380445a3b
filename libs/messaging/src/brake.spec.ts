import { describe, expect, it } from '@jest/globals';
import { Brake } from './brake.js';
import type { Fate } from './fate.js';

function afterFates(fates: Fate[], brake = new Brake()): Brake {
  for (const fate of fates) brake.saw({ fate, type: 'x', partition: 3 });
  return brake;
}
const times = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate);

describe('the brake', () => {
  it('engages at the 20th parked record in a row on a partition, not before', () => {
    expect(afterFates(times(19, 'parked')).engaged).toBe(false);
    expect(afterFates(times(20, 'parked')).engaged).toBe(true);
  });

  it('begins its row anew when a record is taken, or heard before', () => {
    expect(afterFates([...times(19, 'parked'), 'done', ...times(19, 'parked')]).engaged).toBe(false);
    expect(afterFates([...times(19, 'parked'), 'duplicate', ...times(19, 'parked')]).engaged).toBe(false);
  });

  it('does not count what is skipped or unknown, waits behind a parked record or has no usable key', () => {
    expect(afterFates([...times(19, 'parked'), ...times(50, 'unknown'), 'parked']).engaged).toBe(true);
    expect(afterFates([...times(19, 'parked'), ...times(500, 'keyless')]).engaged).toBe(false);
    expect(afterFates([...times(19, 'parked'), ...times(50, 'skipped'), ...times(50, 'behind')]).engaged).toBe(false);
    expect(afterFates([...times(19, 'parked'), ...times(50, 'skipped'), 'parked']).engaged).toBe(true);
  });

  it('engages when more than a fifth of the last 500 were parked, and not at one in twenty', () => {
    const oneIn = (n: number): Fate[] => [...times(n - 1, 'done'), 'parked'];
    expect(afterFates(Array.from({ length: 50 }, () => oneIn(20)).flat()).engaged).toBe(false);
    expect(afterFates(Array.from({ length: 200 }, () => oneIn(4)).flat()).engaged).toBe(true);
  });

  it('counts each partition for itself', () => {
    const brake = new Brake();
    for (let partition = 0; partition < 12; partition += 1) {
      for (const fate of times(19, 'parked')) brake.saw({ fate, type: 'x', partition });
    }
    expect(brake.engaged).toBe(false);
  });

  it('counts from the beginning once it was released', () => {
    const brake = afterFates(times(20, 'parked'));
    brake.release();
    expect(afterFates(times(19, 'parked'), brake).engaged).toBe(false);
  });
});
