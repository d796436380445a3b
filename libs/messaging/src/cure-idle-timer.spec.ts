import { createRequire } from 'node:module';
import { describe, expect, it, jest } from '@jest/globals';
import { cureIdleTimer } from './cure-idle-timer.js';

type Queue = { pending: unknown[]; scheduleCheckPendingRequests(): void; destroy(): void };
type QueueClass = new (options: object) => Queue;

function aQueue(): Queue {
  const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as QueueClass;
  const logger = { debug() {}, error() {}, warn() {}, info() {} };
  return new RequestQueue({
    maxInFlightRequests: 1,
    requestTimeout: 1,
    enforceRequestTimeout: false,
    clientId: 'c',
    broker: 'b',
    logger,
  });
}

describe("kafkajs's request queue, cured", () => {
  it('arms no timer while nothing waits, and one while something does', () => {
    cureIdleTimer();
    cureIdleTimer();
    jest.useFakeTimers();
    try {
      const queue = aQueue();
      queue.scheduleCheckPendingRequests();
      expect(jest.getTimerCount()).toBe(0);
      queue.pending.push({});
      queue.scheduleCheckPendingRequests();
      queue.scheduleCheckPendingRequests();
      expect(jest.getTimerCount()).toBe(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
