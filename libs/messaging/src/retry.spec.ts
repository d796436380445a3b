import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { backoffMs, isTransient } from './retry.js';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

describe('a failure', () => {
  it.each([
    '40P01',
    '40001',
    '08006',
    '57P01',
    '53300',
    '55P03',
    '25P03',
    'ECONNREFUSED',
    'ENETUNREACH',
    'EMFILE',
    '58030',
  ])('with %s is tried again', (code) => {
    expect(isTransient(withCode(code))).toBe(true);
    expect(isTransient(new QueryFailedError('SELECT 1', [], withCode(code)))).toBe(true);
    expect(isTransient(new Error('outer', { cause: withCode(code) }))).toBe(true);
  });

  it.each(['23505', '22P02', '42P01', 'ERR_ASSERTION'])('with %s is not: the same record would fail again', (code) => {
    expect(isTransient(withCode(code))).toBe(false);
  });

  it('of the program itself is not', () => {
    expect(isTransient(new TypeError('x is not a function'))).toBe(false);
    expect(isTransient('not even an error')).toBe(false);
  });

  it('of a connection that ended without a code is', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new Error('timeout exceeded when trying to connect'))).toBe(true);
  });

  it.each([new QueryRunnerAlreadyReleasedError(), new QueryRunnerProviderAlreadyReleasedError()])(
    'of a connection that ended between two statements ($name) is',
    (error) => {
      expect(isTransient(error)).toBe(true);
    },
  );
});

describe('the backoff', () => {
  it('grows from half the first to the most, never beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (attempt) => {
        const ms = backoffMs(attempt, { first: 50, most: 2_000 });
        const ceiling = Math.min(2_000, 50 * 2 ** Math.min(attempt - 1, 16));
        expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
        expect(ms).toBeLessThanOrEqual(ceiling);
      }),
    );
  });
});
