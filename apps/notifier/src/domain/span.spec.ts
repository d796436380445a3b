import { describe, expect, it } from '@jest/globals';
import { counted, spanInWords } from './span.js';

const hour = 3_600_000;

/** The rule as Russian grammars give it, written down a second time. */
function expected(count: number, one: string, few: string, many: string): string {
  const [tens, ones] = [count % 100, count % 10];
  if (tens >= 11 && tens <= 14) return `${count} ${many}`;
  if (ones === 1) return `${count} ${one}`;
  return `${count} ${ones >= 2 && ones <= 4 ? few : many}`;
}

describe('a number of hours in words', () => {
  it('takes the right Russian form, from 0 to 200', () => {
    for (let count = 0; count <= 200; count += 1) {
      expect(counted(count, 'minute', 'ru')).toBe(expected(count, 'минуту', 'минуты', 'минут'));
      expect(counted(count, 'hour', 'ru')).toBe(expected(count, 'час', 'часа', 'часов'));
      expect(counted(count, 'day', 'ru')).toBe(expected(count, 'день', 'дня', 'дней'));
    }
  });

  it('takes the right English form', () => {
    expect([0, 1, 2, 21].map((count) => counted(count, 'hour', 'en'))).toEqual([
      '0 hours',
      '1 hour',
      '2 hours',
      '21 hours',
    ]);
  });
});

describe('how long a promise is', () => {
  it.each([
    [48 * hour, '48 часов', '48 hours'],
    [24 * hour, '24 часа', '24 hours'],
    [21 * hour, '21 час', '21 hours'],
    [hour, '1 час', '1 hour'],
    [2 * hour, '2 часа', '2 hours'],
    [72 * hour, '72 часа', '72 hours'],
    [120 * hour, '5 дней', '5 days'],
    [15 * 24 * hour, '15 дней', '15 days'],
    [hour / 2, '30 минут', '30 minutes'],
    [0, '1 минуту', '1 minute'],
    [-hour, '1 минуту', '1 minute'],
  ])('%d ms are %s, %s', (milliseconds, ru, en) => {
    expect(spanInWords(milliseconds, 'ru')).toBe(ru);
    expect(spanInWords(milliseconds, 'en')).toBe(en);
  });

  it('is never told shorter than it is', () => {
    expect(spanInWords(47.2 * hour, 'en')).toBe('48 hours');
    expect(spanInWords(73 * hour, 'en')).toBe('4 days');
    expect(spanInWords(59.5 * 60_000, 'en')).toBe('1 hour');
  });
});
