import { randomUUID } from 'node:crypto';
import type { Consumer } from 'kafkajs';
import { type BrokerAddress, broker, withAdmin } from '../history/read-topics.js';
import { acceptanceIn, type Verdict } from './told.js';

const patienceMs = 120_000;
/** After a kill of the broker its group forms again as soon as the broker lets it. */
const sessionMs = 10_000;

/** Hears, while a campaign goes on, which complaints were made of what a channel sent over its topic. */
export class VerdictsHeard {
  private readonly groupId = `faults-verdicts-${randomUUID()}`;
  private readonly ids = new Map<string, string>();
  private readonly waiting = new Map<string, (complaintId: string) => void>();
  private consumer: Consumer | undefined;
  private isOver = false;

  constructor(
    private readonly address: BrokerAddress,
    private readonly signal: AbortSignal,
  ) {}

  async start(): Promise<void> {
    const consumer = broker(this.address).consumer({
      groupId: this.groupId,
      sessionTimeout: sessionMs,
      rebalanceTimeout: sessionMs,
      maxWaitTimeInMs: 200,
    });
    this.consumer = consumer;
    // What the client does not get over by itself is begun anew, where it was left.
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart && !this.isOver) void this.start().catch(() => undefined);
    });
    await consumer.connect();
    // A verdict that came while the consumer was away lies before the end.
    await consumer.subscribe({ topic: `${this.address.topicPrefix}submission-verdicts`, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message: { key, value } }) => this.hear(String(key), String(value)),
    });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.consumer?.disconnect().catch(() => undefined);
    await withAdmin(this.address, (admin) => admin.deleteGroups([this.groupId])).catch(() => undefined);
  }

  /** The complaint that was made under a submission's key; `undefined` when no verdict says so within two minutes. */
  async idOf(key: string): Promise<string | undefined> {
    const known = this.ids.get(key);
    if (known !== undefined || this.signal.aborted) return known;
    return new Promise((resolve) => {
      const done = (complaintId?: string) => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', give);
        this.waiting.delete(key);
        resolve(complaintId);
      };
      const give = () => done();
      const timer = setTimeout(give, patienceMs);
      this.signal.addEventListener('abort', give);
      this.waiting.set(key, done);
    });
  }

  private hear(key: string, value: string): void {
    const acceptance = acceptanceIn(JSON.parse(value) as Verdict);
    if (!acceptance) return;
    this.ids.set(key, acceptance.id);
    this.waiting.get(key)?.(acceptance.id);
  }
}
