import { describe, expect, it } from '@jest/globals';
import { IsISO8601, IsRFC3339 } from 'class-validator';
import { IsWhole } from './is-whole.js';
import { checkInput } from './valid-input.js';

const aMoment = { message: 'must be a moment' };

class Wish {
  @IsWhole(1, 5)
  score: number = 3;

  @IsWhole(0, 14, { of: 'of days' })
  patience: number = 0;

  @IsWhole(1, 7, { each: true })
  days: number[] = [];

  @IsRFC3339(aMoment)
  @IsISO8601({ strict: true }, aMoment)
  at: string = '2026-11-22T10:00:00Z';
}

describe('what is wrong with an input', () => {
  it.each<[object, string, string]>([
    [{ score: -5 }, 'score', 'must be a whole number, 1 to 5'],
    [{ score: 6 }, 'score', 'must be a whole number, 1 to 5'],
    [{ score: 2.5 }, 'score', 'must be a whole number, 1 to 5'],
    [{ score: '-5' }, 'score', 'must be a whole number, 1 to 5'],
    [{ score: null }, 'score', 'must be a whole number, 1 to 5'],
    [{ patience: 15 }, 'patience', 'must be a whole number of days, 0 to 14'],
    [{ days: [1, 8] }, 'days', 'must each be a whole number, 1 to 7'],
    [{ at: 'yesterday' }, 'at', 'must be a moment'],
  ])('is said once, with both bounds of a number: %j', (input, path, message) => {
    expect(checkInput(Wish, input)).toEqual({ errors: [{ path, message }] });
  });

  it('is nothing at the bounds', () => {
    expect(checkInput(Wish, { score: 1, patience: 14, days: [1, 7] })).toHaveProperty('input');
    expect(checkInput(Wish, { score: 5, patience: 0, days: [] })).toHaveProperty('input');
  });
});
