import { createRequire } from 'node:module';
import type { ISocketFactory } from 'kafkajs';

type Write = (...words: unknown[]) => boolean;

/** How kafkajs connects when nobody says otherwise; it does not export it. */
const connect = (createRequire(import.meta.url)('kafkajs/src/network/socketFactory.js') as () => ISocketFactory)();

/**
 * How long a lock is known to be still held by a process that may be stopped at any point and go on later without
 * noticing: from before its last word with the database that frees the lock of who is silent, for less than that takes.
 */
export class LockLease {
  private renewedAt = Number.NEGATIVE_INFINITY;

  /** @param ms its length in milliseconds, less than the time-out of the silent connection that holds the lock */
  constructor(private readonly ms: number) {}

  /** To be called before the word that proves the lock: the database counts from its end, which is later. */
  renew(): void {
    this.renewedAt = performance.now();
  }

  get isHeld(): boolean {
    return performance.now() - this.renewedAt < this.ms;
  }

  /**
   * Makes connections to the broker that end instead of writing once the lease is over. It is asked at the write itself:
   * between reading a row and writing it, a process does enough to be stopped in.
   */
  readonly sockets: ISocketFactory = (options) => {
    const socket = connect(options);
    const write: Write = socket.write.bind(socket) as Write;
    socket.write = (...words: unknown[]): boolean => {
      if (this.isHeld) return write(...words);
      socket.destroy(new Error('the lock may be held by another'));
      return false;
    };
    return socket;
  };
}
