import { setTimeout as pause } from 'node:timers/promises';

/** Waits, but not past the end of the campaign. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

/** True as soon as it holds; false when the time is over or the campaign ends. What throws does not hold yet. */
export async function cameTrue(
  holds: () => boolean | Promise<boolean>,
  ms: number,
  signal: AbortSignal,
  everyMs = 100,
): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (!signal.aborted) {
    if (
      await Promise.resolve()
        .then(holds)
        .catch(() => false)
    )
      return true;
    if (Date.now() >= deadline) return false;
    await wait(everyMs, signal);
  }
  return false;
}
