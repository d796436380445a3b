import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until `question` answers without throwing and not with `undefined` or `false`.
 * Throws what it waited for, and the last answer's error, when `within` milliseconds are over.
 */
export async function eventually<T>(
  what: string,
  question: () => Promise<T | undefined | false> | T | undefined | false,
  { within = 20_000, every = 25 } = {},
): Promise<T> {
  const deadline = performance.now() + within;
  let last: unknown;
  for (;;) {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw new Error(`waited ${within} ms for ${what}`, { cause: last });
    await pause(every);
  }
}
