import { createRequire } from 'node:module';

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const checkAgainMs = 10;
const cured = Symbol('cured');

/**
 * kafkajs 2.2.4 re-arms a timer of 0–1 ms for ever on every idle connection (about 5 % of a core each), and asks Node for
 * negative time-outs. The cure: arm it only while requests wait, and never for less than a moment. Idempotent.
 */
export function cureIdleTimer(): void {
  const load = createRequire(import.meta.url);
  const queue = load('kafkajs/src/network/requestQueue/index.js') as { prototype: RequestQueue & { [cured]?: true } };
  if (queue.prototype[cured]) return;
  queue.prototype[cured] = true;
  queue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      Math.max(this.throttledUntil - Date.now(), checkAgainMs),
    );
  };
}
