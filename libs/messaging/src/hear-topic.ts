import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { type Brake, BrakeEngaged } from './brake.js';
import type { BrokerState } from './broker-state.js';
import { FreshAdmin, within } from './fresh-admin.js';
import { Gatherer, type JournalRecord, type TakeChunk as TakeGathered } from './gather.js';
import { kafkaClient } from './kafka-client.js';
import { Offsets, TopicMadeAnew } from './offsets.js';
import { backoffMs, isTransient } from './retry.js';
import { type MessagingSettings, prefixed } from './settings.js';
import type { TakeChunk } from './take-chunk.js';
import { wholeTopics } from './whole-topics.js';

/** The service is shutting down: what was not taken stays where it is. */
class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** kafkajs can wait for ever for a broker that died without an end. */
const leavingMs = 5_000;

const consumerTimes = { sessionTimeout: 8_000, heartbeatInterval: 2_000, rebalanceTimeout: 12_000 };

export interface TopicHearing {
  settings: MessagingSettings;
  /** Bare name, without the deployment's prefix. */
  topic: string;
  group: string;
  chunks: TakeChunk;
  brake: Brake;
  broker: BrokerState;
  /** Told of the next offset after every record taken. */
  taken(topic: string, partition: number, nextOffset: string): void;
  /** Told after every chunk that took effect. */
  committed(): void;
  stop: AbortSignal;
  /** Records at these offsets, by partition, and beyond are left alone. */
  until?: Map<number, bigint>;
}

/** Hears one topic until it is told to stop: fetches, gathers, takes in place, commits offsets, begins again after a crash. */
export class HearTopic {
  private readonly logger = new Logger(HearTopic.name);

  constructor(private readonly hearing: TopicHearing) {}

  /** Resolves when the order to stop has been carried out. */
  async untilStopped(): Promise<void> {
    const { stop, broker, topic } = this.hearing;
    for (let failures = 0; !stop.aborted; failures += 1) {
      try {
        await this.untilCrash();
      } catch (error) {
        if (error instanceof TopicMadeAnew) this.logger.warn(`${topic} was made anew: it is heard from its beginning`);
        else broker.refused();
        if (failures % 10 === 4) this.logger.warn(`cannot hear ${topic}: ${(error as Error).name}`);
      }
      if (!stop.aborted) await this.wait(backoffMs(failures + 1));
    }
  }

  private async untilCrash(): Promise<void> {
    const { settings, topic, group } = this.hearing;
    // kafkajs would begin again by itself after a crash that meets our disconnecting, and keep partitions that nobody commits.
    const life = new AbortController();
    const consumer = kafkaClient(settings).consumer({
      groupId: prefixed(settings, group),
      ...consumerTimes,
      partitionAssigners: [wholeTopics],
      maxWaitTimeInMs: 250,
      maxBytesPerPartition: 1024 * 1024,
      maxBytes: 8 * 1024 * 1024,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 2_000,
        retries: 5,
        restartOnFailure: async () => !life.signal.aborted,
      },
    });
    const broker = new FreshAdmin(settings);
    const offsets = new Offsets(consumer, broker, prefixed(settings, group));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => offsets.keepOnly(payload.memberAssignment));
    const ended = this.endOf(consumer, life.signal);
    try {
      await consumer.connect();
      // Without it, a lost offset would begin at the end of the log: silent loss.
      await consumer.subscribe({ topics: [prefixed(settings, topic)], fromBeginning: true });
      const gatherer = await this.run(consumer, offsets, life.signal);
      await Promise.race([ended, offsets.lost]);
      await gatherer.idle();
      await offsets.close();
    } finally {
      life.abort();
      offsets.stop();
      await within(Promise.all([consumer.disconnect(), broker.close()]), leavingMs).catch(() => undefined);
    }
  }

  private async run(consumer: Consumer, offsets: Offsets, over: AbortSignal): Promise<Gatherer> {
    const gatherer = new Gatherer(
      (...chunk) => this.takeInPlace(...chunk),
      (topic, partition, next) => {
        offsets.taken(topic, partition, next);
        this.hearing.taken(topic, partition, next);
      },
      this.hearing.settings.chunkRecords ?? 500,
    );
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 64,
      eachBatch: async (payload) => {
        if (over.aborted) throw new Stopping();
        await gatherer.add(this.hearing.until ? cut(payload, this.hearing.until) : payload);
      },
    });
    return gatherer;
  }

  /** Tries a chunk until it is taken: meanwhile the records wait where they are, and membership is kept. */
  private async takeInPlace(...[records, beat, waiting]: Parameters<TakeGathered>): Promise<void> {
    const { stop, chunks, brake } = this.hearing;
    for (let attempt = 1; ; attempt += 1) {
      if (stop.aborted) throw new Stopping();
      try {
        if (brake.engaged) await this.brakeUntilOneIsTaken(waiting, beat);
        await chunks.take(records);
        this.hearing.committed();
        return;
      } catch (error) {
        if (!(error instanceof BrakeEngaged) && !isTransient(error)) throw error;
        if (attempt % 10 === 5) this.logger.warn(`a chunk waits, attempt ${attempt}: ${(error as Error).name}`);
        await beat();
        await this.wait(backoffMs(attempt));
      }
    }
  }

  private async brakeUntilOneIsTaken(waiting: () => JournalRecord[], beat: () => Promise<void>): Promise<void> {
    const { stop, chunks, brake, topic, settings } = this.hearing;
    const { brakeMs = 30_000 } = settings;
    this.logger.error(`the brake is engaged: too many records of ${topic} are being parked; one is tried now and then`);
    do {
      brake.triesAt ??= performance.now() + brakeMs;
      while (performance.now() < brake.triesAt && !stop.aborted) {
        await this.wait(Math.min(brakeMs, consumerTimes.heartbeatInterval));
        await beat();
      }
      if (stop.aborted) throw new Stopping();
      brake.triesAt = undefined;
    } while (!(await chunks.probe(waiting())));
    brake.release();
    this.logger.log(`the brake is released: ${topic} is taken again`);
  }

  /** Resolves when the consumer is to be given up: it crashed for good, or the service stops. */
  private endOf(consumer: Consumer, over: AbortSignal): Promise<void> {
    const { broker, stop } = this.hearing;
    const { CRASH, FETCH, HEARTBEAT, GROUP_JOIN } = consumer.events;
    for (const answered of [FETCH, HEARTBEAT, GROUP_JOIN] as const) {
      consumer.on(answered, () => broker.answered());
    }
    return new Promise((resolve) => {
      consumer.on(CRASH, ({ payload }) => {
        broker.refused();
        if (!payload.restart) resolve();
      });
      stop.addEventListener('abort', () => resolve(), { once: true, signal: over });
    });
  }

  /** Waits, but not past the order to stop. */
  private async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.hearing.stop }).catch(() => undefined);
  }
}

/** The batch without the records that are to be left alone. */
function cut({ batch, ...payload }: EachBatchPayload, until: Map<number, bigint>): EachBatchPayload {
  const end = until.get(batch.partition) ?? 0n;
  const messages = batch.messages.filter(({ offset }) => BigInt(offset) < end);
  return { ...payload, batch: Object.assign(Object.create(batch) as typeof batch, { messages }) };
}
