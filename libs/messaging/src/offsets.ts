import type { Consumer } from 'kafkajs';

const everyMs = 1_000;

/**
 * Commits what has been taken about once a second. Offsets are hints: PostgreSQL knows what has taken effect, so a lost
 * commit costs some reading again and nothing else.
 */
export class Offsets {
  private readonly next = new Map<string, { topic: string; partition: number; offset: string }>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly consumer: Consumer) {}

  taken(topic: string, partition: number, offset: string): void {
    this.next.set(`${topic} ${partition}`, { topic, partition, offset });
    this.timer ??= setTimeout(() => void this.commit(), everyMs);
  }

  /** Commits now. A refused commit is dropped: the next one covers it. */
  async commit(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const due = [...this.next.values()];
    this.next.clear();
    if (due.length > 0) await this.consumer.commitOffsets(due).catch(() => undefined);
  }
}
