import { describe, expect, it } from '@jest/globals';
import { readArguments } from './src/arguments.js';
import { figuresOf } from './src/figures.js';
import type { Measured } from './src/streams/measure.js';
import { isMet, reportOf } from './src/streams/report.js';

const figures = (p99: number) => ({ count: 100, p50: 10, p99, most: p99 });
const measured = (change: Partial<Measured> = {}): Measured => ({
  streams: 200,
  toStaff: figures(300),
  toCustomer: figures(40),
  written: figures(20),
  plain: figures(5),
  lost: 0,
  repeated: 0,
  ...change,
});

describe('figures', () => {
  it('are the middle, what 99 of 100 do not exceed, and the most', () => {
    const durations = Array.from({ length: 200 }, (_, nth) => 200 - nth);
    expect(figuresOf(durations)).toEqual({ count: 200, p50: 100, p99: 198, most: 200 });
    expect(figuresOf([7])).toEqual({ count: 1, p50: 7, p99: 7, most: 7 });
  });
});

describe('the bar of streams', () => {
  it('is met by 99 of 100 in time, each once', () => {
    expect(isMet(measured(), 300)).toBe(true);
    expect(reportOf(measured(), 300)).toContain('the bar of 300 ms at p99 is met');
  });

  it('is missed when either side waits longer, when one is lost, when one comes twice, and when none came', () => {
    const missed = [
      { toStaff: figures(301) },
      { toCustomer: figures(301) },
      { lost: 1 },
      { repeated: 1 },
      { toStaff: figuresOf([]) },
    ];
    for (const change of missed) expect(isMet(measured(change), 300)).toBe(false);
    expect(reportOf(measured({ lost: 1 }), 300)).toContain('1 lost, 0 came twice; the bar of 300 ms at p99 is missed');
  });
});

describe('the arguments of npm run bench', () => {
  it('have their defaults', () => {
    expect(readArguments(['streams'])).toMatchObject({ streams: 200, messages: 600, rate: 10, bar: 300 });
  });

  it('are refused when nobody knows them', () => {
    expect(() => readArguments([])).toThrow('Say what to measure');
    expect(() => readArguments(['streams', '--stream', '5'])).toThrow('--help');
    expect(() => readArguments(['streams', '--rate', '0'])).toThrow('--rate must be a whole number from 1 on');
  });
});
