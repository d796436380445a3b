import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is true; an answer that throws counts as no. Rejects when the signal aborts. */
export async function until(
  answer: () => Promise<boolean> | boolean,
  signal?: AbortSignal,
  everyMs = 50,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      if (await answer()) return;
    } catch {
      // not yet
    }
    await pause(everyMs, undefined, signal ? { signal } : {});
  }
}

/** True when the answer came to be true within so many seconds. */
export async function cameTrue(answer: () => Promise<boolean> | boolean, seconds: number): Promise<boolean> {
  try {
    await until(answer, AbortSignal.timeout(seconds * 1000));
    return true;
  } catch {
    return false;
  }
}
