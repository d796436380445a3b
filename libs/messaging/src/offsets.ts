import type { Consumer } from 'kafkajs';
import { type FreshAdmin, within } from './fresh-admin.js';

const everyMs = 1_000;
const patienceMs = 5_000;
/** A broker that was killed may answer for a moment as if nothing had been committed: it is believed when it says so again. */
const looksToBelieve = 3;

/** The broker has forgotten what was committed: the topic was deleted and made anew. It is heard from its beginning. */
export class TopicMadeAnew extends Error {
  override readonly name = 'TopicMadeAnew';
}

interface Place {
  topic: string;
  partition: number;
  offset: string;
}

const keyOf = ({ topic, partition }: Omit<Place, 'offset'>): string => `${topic} ${partition}`;

/**
 * Commits what has been taken about once a second. Offsets are hints: PostgreSQL knows what has taken effect, so a lost
 * commit costs some reading again and nothing else.
 */
export class Offsets {
  private readonly next = new Map<string, Place>();
  private readonly committed = new Map<string, Place>();
  private unknownLooks = 0;
  private timer?: NodeJS.Timeout;
  private end: (error: TopicMadeAnew) => void = () => {};

  /** Rejects when a topic that is being heard was made anew: a place on the old one means nothing on the new one. */
  readonly lost: Promise<never> = new Promise((_resolve, reject) => {
    this.end = reject;
  });

  constructor(
    private readonly consumer: Consumer,
    private readonly broker: FreshAdmin,
    private readonly groupId: string,
  ) {
    this.lost.catch(() => undefined);
    this.wait();
  }

  taken(topic: string, partition: number, offset: string): void {
    const place = { topic, partition, offset };
    this.next.set(keyOf(place), place);
  }

  /** Commits now, for the last time. When that is refused, the records are read once more. */
  async close(): Promise<void> {
    this.stop();
    await within(this.commit(), patienceMs).catch(() => undefined);
  }

  /** Forgets places on partitions that are another member's now: to commit them late would set its own back. */
  keepOnly(assigned: Record<string, number[]>): void {
    for (const places of [this.next, this.committed]) {
      for (const [key, { topic, partition }] of places) {
        if (!assigned[topic]?.includes(partition)) places.delete(key);
      }
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      void within(this.commit(), patienceMs)
        .catch((error: unknown) => error instanceof TopicMadeAnew && this.end(error))
        .then(() => this.timer && this.wait());
    }, everyMs);
  }

  private async commit(): Promise<void> {
    if (!(await this.areKnown())) return this.doubt();
    this.unknownLooks = 0;
    const due = [...this.next];
    if (due.length === 0) return;
    if (!(await this.isMade(due.map(([, place]) => place)))) return;
    for (const [key, place] of due) {
      this.committed.set(key, place);
      if (this.next.get(key) === place) this.next.delete(key);
    }
  }

  /** Whether the broker took the commit: while it is not running, kafkajs says nothing and does nothing. */
  private async isMade(places: Place[]): Promise<boolean> {
    let made = false;
    const forget = this.consumer.on(this.consumer.events.COMMIT_OFFSETS, () => {
      made = true;
    });
    await this.consumer.commitOffsets(places).finally(forget);
    return made;
  }

  /** Nothing is committed meanwhile: a place on the old topic must not become one on the new. */
  private doubt(): void {
    this.unknownLooks += 1;
    if (this.unknownLooks < looksToBelieve) return;
    this.next.clear();
    throw new TopicMadeAnew();
  }

  /** With a topic, the broker deletes what groups have committed on it; nothing else does while the group lives. */
  private async areKnown(): Promise<boolean> {
    const ours = [...this.committed.values()];
    if (ours.length === 0) return true;
    const topics = [...new Set(ours.map(({ topic }) => topic))];
    const found = await this.broker.ask((admin) => admin.fetchOffsets({ groupId: this.groupId, topics }), patienceMs);
    const known = new Map(
      found.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => [keyOf({ topic, partition }), offset]),
      ),
    );
    return ours.every((place) => known.get(keyOf(place)) !== '-1');
  }
}
