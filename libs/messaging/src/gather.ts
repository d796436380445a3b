import type { EachBatchPayload, KafkaMessage } from 'kafkajs';

/** A record with its place. */
export interface JournalRecord extends Pick<KafkaMessage, 'key' | 'value' | 'headers' | 'offset'> {
  topic: string;
  partition: number;
  /** It was parked, and its payload is tried out: nothing of what it does will stay. */
  triedOut?: true;
}

interface Waiting {
  payload: EachBatchPayload;
  records: JournalRecord[];
  taken: number;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Takes a chunk; resolves when its effects have committed. `beat` keeps the membership alive meanwhile; `waiting` tells all
 * that has been fetched and not been taken, of every partition: the chunk, and what came after it.
 */
export type TakeChunk = (
  records: JournalRecord[],
  beat: () => Promise<void>,
  waiting: () => JournalRecord[],
) => Promise<void>;

/** Told of every record whose effects have committed: the next offset of its partition. */
export type OnTaken = (topic: string, partition: number, nextOffset: string) => void;

/**
 * kafkajs hands out the batches of one fetch partition by partition; here they are gathered into chunks of up to
 * `most` records that share one transaction. One chunk at a time, first in, first out.
 */
export class Gatherer {
  private waiting: Waiting[] = [];
  private pumping = false;
  private current?: Promise<void>;

  constructor(
    private readonly take: TakeChunk,
    private readonly taken: OnTaken,
    private readonly most: number,
  ) {}

  /** For `eachBatch`: resolves when every record of the batch has been taken. */
  add(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const records = messages.map(({ key, value, headers, offset }) => ({
      key,
      value,
      headers,
      offset,
      topic,
      partition,
    }));
    return new Promise((done, failed) => {
      this.waiting.push({ payload, records, taken: 0, done, failed });
      if (this.pumping) return;
      this.pumping = true;
      // The other batches of the same fetch arrive within this turn of the event loop.
      setImmediate(() => void this.pump());
    });
  }

  /** Resolves when the chunk that is being taken, if any, has met its end. */
  async idle(): Promise<void> {
    await this.current?.catch(() => undefined);
  }

  private async pump(): Promise<void> {
    while (this.waiting.length > 0) {
      const batches = this.waiting;
      try {
        this.current = this.takeNext(batches);
        await this.current;
      } catch (error) {
        this.waiting = this.waiting.filter((batch) => !batches.includes(batch));
        for (const batch of batches) batch.failed(error);
      }
    }
    this.pumping = false;
  }

  private async takeNext(batches: Waiting[]): Promise<void> {
    const chunk: JournalRecord[] = [];
    const covered = new Map<Waiting, number>();
    for (const batch of batches) {
      if (chunk.length >= this.most) break;
      const some = batch.records.slice(batch.taken, batch.taken + this.most - chunk.length);
      chunk.push(...some);
      covered.set(batch, batch.taken + some.length);
    }
    const beat = async (): Promise<void> => {
      for (const batch of covered.keys()) await batch.payload.heartbeat();
    };
    const waiting = () => this.waiting.flatMap((batch) => batch.records.slice(batch.taken));
    if (chunk.length > 0) await this.take(chunk, beat, waiting);
    for (const [batch, taken] of covered) this.settle(batch, taken);
    this.waiting = this.waiting.filter((batch) => batch.taken < batch.records.length);
    await beat();
  }

  private settle(batch: Waiting, taken: number): void {
    batch.taken = taken;
    const last = batch.records[taken - 1];
    if (last) {
      batch.payload.resolveOffset(last.offset);
      this.taken(last.topic, last.partition, String(BigInt(last.offset) + 1n));
    }
    if (taken === batch.records.length) batch.done();
  }
}
