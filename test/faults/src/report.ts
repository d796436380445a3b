import type { Verdict } from './checks/judge.js';

const examples = 3;

/** Each check with what it looked at and what it found, and the first examples of what it found. */
export function reportOf(verdicts: Verdict[]): string {
  const rows = verdicts.flatMap(({ name, promise, examined, violations }) => [
    `${name.padEnd(12)} ${String(examined).padStart(8)} ${String(violations.length).padStart(10)}  ${promise}`,
    ...violations.slice(0, examples).map((violation) => `${' '.repeat(33)}! ${violation}`),
    ...(violations.length > examples ? [`${' '.repeat(33)}! and ${violations.length - examples} more`] : []),
  ]);
  return [`${'check'.padEnd(12)} ${'examined'.padStart(8)} ${'violations'.padStart(10)}  promise`, ...rows].join('\n');
}
