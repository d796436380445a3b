import { describe, expect, it } from '@jest/globals';
import { RestartPolicy } from './restart-policy.js';

describe('starting a part again', () => {
  it('happens within two seconds, each time a little later', () => {
    const policy = new RestartPolicy();
    const delays = [1, 2, 3, 4].map(() => policy.afterExit(false) as number);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(Math.max(...delays)).toBeLessThan(2000);
  });

  it('stops after five exits in a row', () => {
    const policy = new RestartPolicy();
    expect([1, 2, 3, 4, 5].map(() => policy.afterExit(false) !== undefined)).toEqual([true, true, true, true, false]);
  });

  it('goes on for as long as the part gets ready in between', () => {
    const policy = new RestartPolicy();
    for (let exit = 0; exit < 20; exit++) expect(policy.afterExit(exit % 4 === 0)).toBeLessThan(2000);
  });
});
