import { describe, expect, it } from '@jest/globals';
import { failureOf } from './failure.js';
import { sumOf } from './metrics.js';
import { table } from './table.js';

describe('a table', () => {
  it('aligns its columns and leaves out the empty ones', () => {
    expect(
      table(
        ['name', 'nothing', 'n'],
        [
          ['intake', '', '1'],
          ['web', '', '20'],
        ],
      ),
    ).toBe(['name    n', 'intake  1', 'web     20'].join('\n'));
  });
});

describe('the sum of a metric', () => {
  it('adds its series and nothing of a longer name', () => {
    const text = 'redress_lag{topic="a b"} 2\nredress_lag 3\nredress_lag_total 9\n# redress_lag 7\n';
    expect(sumOf(text, 'redress_lag')).toBe(5);
    expect(sumOf(text, 'redress_parked')).toBeUndefined();
  });
});

describe("a service's refusal", () => {
  it.each([
    [404, 4],
    [400, 1],
    [503, 1],
  ])('of %i ends with %i', (status, exit) => {
    expect(failureOf('intake', status, {})).toMatchObject({ exit, message: `intake refused: it answered ${status}.` });
  });
});
