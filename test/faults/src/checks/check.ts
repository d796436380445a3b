import type { History } from '../history/history.js';
import type { Journal } from './journal.js';

/** What a check found: how much it looked at, and everything that is not as promised, a line each. */
export interface Finding {
  examined: number;
  violations: string[];
}

/** One promise, and how to tell from a campaign's history whether it was kept. Pure. */
export interface Check {
  /** Short and hyphenated. */
  name: string;
  /** What must hold. */
  promise: string;
  judge(history: History, journal: Journal): Finding;
}

/** Looks at each of a list; whatever is returned is a violation. */
export function examine<T>(list: Iterable<T>, look: (one: T) => string | undefined | string[]): Finding {
  const finding: Finding = { examined: 0, violations: [] };
  for (const one of list) {
    finding.examined += 1;
    const found = look(one);
    if (found !== undefined) finding.violations.push(...(Array.isArray(found) ? found : [found]));
  }
  return finding;
}

export function together(...findings: Finding[]): Finding {
  return {
    examined: findings.reduce((sum, { examined }) => sum + examined, 0),
    violations: findings.flatMap(({ violations }) => violations),
  };
}
