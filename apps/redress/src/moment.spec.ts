import { describe, expect, it } from '@jest/globals';
import { moment } from './moment.js';

const now = new Date('2026-11-22T12:00:00Z');

describe('a moment on the command line', () => {
  it.each([
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00.5+03:00', '2026-11-22T07:00:00.500Z'],
    ['now', '2026-11-22T12:00:00.000Z'],
    ['PT1H', '2026-11-22T11:00:00.000Z'],
    ['PT90M', '2026-11-22T10:30:00.000Z'],
    ['P1DT1S', '2026-11-21T11:59:59.000Z'],
    ['P2W', '2026-11-08T12:00:00.000Z'],
  ])('%s is %s at noon', (text, expected) => {
    expect(moment(text, now).toISOString()).toBe(expected);
  });

  it.each(['', 'yesterday', '2026-11-22', '2026-11-22T10:00:00', '2026-13-22T10:00:00Z', 'P', 'PT', 'P1H', '-PT1H'])(
    '"%s" is none',
    (text) => {
      expect(() => moment(text, now)).toThrow('such as PT1H');
    },
  );
});
