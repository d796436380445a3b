import { describe, expect, it } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isUnavailable } from './unavailable.js';

describe('A database', () => {
  it.each([new QueryRunnerAlreadyReleasedError(), new QueryRunnerProviderAlreadyReleasedError()])(
    'that is gone between two statements ($name) is away for a moment',
    (error) => {
      expect(isUnavailable(error)).toBe(true);
    },
  );

  it('is not away when a program fails', () => {
    expect(isUnavailable(new TypeError('x is not a function'))).toBe(false);
  });
});
