import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Service, topics } from '@redress/contracts';
import type { Consumer } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { BrokerState } from './broker-state.js';
import { Commits } from './commits.js';
import { Gatherer, type JournalRecord } from './gather.js';
import { Handlers } from './handlers.js';
import { kafkaClient } from './kafka-client.js';
import { MessagingMetrics } from './metrics.js';
import { Offsets } from './offsets.js';
import { backoffMs, isTransient } from './retry.js';
import { MESSAGING_SETTINGS, type MessagingSettings, prefixed } from './settings.js';
import { TakeChunk } from './take-chunk.js';

/** The service is shutting down: what was not taken stays where it is. */
class Stopping extends Error {
  override readonly name = 'Stopping';
}

const consumerTimes = { sessionTimeout: 8_000, heartbeatInterval: 2_000, rebalanceTimeout: 12_000 };

/** Nest's way in from the journal: finds the handlers, and gives them chunks of what is new until the service stops. */
@Injectable()
export class JournalStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  protected override readonly logger = new Logger(JournalStrategy.name);
  private readonly stop = new AbortController();
  private running?: Promise<void>;

  constructor(
    @Inject(MESSAGING_SETTINGS) private readonly settings: MessagingSettings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly broker: BrokerState,
    private readonly commits: Commits,
    private readonly metrics: MessagingMetrics,
  ) {
    super();
  }

  /** Starts hearing in the background: a broker that is away delays what is heard, never the start of the service. */
  listen(ready: (error?: unknown) => void): void {
    try {
      const handlers = Handlers.checked(this.settings.service as Service, this.messageHandlers);
      this.running = this.hearUntilStopped(handlers);
      ready();
    } catch (error) {
      ready(error);
    }
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  on(): never {
    throw new Error('The journal has no events to subscribe to; its state is in BrokerState');
  }

  unwrap<T>(): T {
    throw new Error('The journal does not give out its client');
  }

  private async hearUntilStopped(handlers: Handlers): Promise<void> {
    for (let failures = 0; !this.stop.signal.aborted; failures += 1) {
      try {
        await this.hearUntilCrash(handlers);
      } catch (error) {
        this.broker.refused();
        if (failures % 10 === 4) this.logger.warn(`cannot hear the journal: ${(error as Error).name}`);
      }
      if (!this.stop.signal.aborted) await this.wait(backoffMs(failures + 1));
    }
  }

  private async hearUntilCrash(handlers: Handlers): Promise<void> {
    const chunks = new TakeChunk(this.settings.service as Service, handlers, this.dataSource, (type, fate, count) =>
      this.metrics.handled(type, fate, count),
    );
    const consumer = kafkaClient(this.settings).consumer({
      groupId: prefixed(this.settings, this.settings.service),
      ...consumerTimes,
      maxWaitTimeInMs: 250,
      maxBytesPerPartition: 1024 * 1024,
      maxBytes: 8 * 1024 * 1024,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5, restartOnFailure: async () => true },
    });
    const offsets = new Offsets(consumer);
    const crashed = this.watch(consumer);
    try {
      await consumer.connect();
      // Without it, a lost offset would begin at the end of the log: silent loss.
      await consumer.subscribe({ topics: [prefixed(this.settings, topics.complaints.name)], fromBeginning: true });
      const gatherer = await this.run(consumer, chunks, offsets);
      await crashed;
      await gatherer.idle();
      await offsets.commit();
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  }

  private async run(consumer: Consumer, chunks: TakeChunk, offsets: Offsets): Promise<Gatherer> {
    const gatherer = new Gatherer(
      (records, beat) => this.takeInPlace(chunks, records, beat),
      (topic, partition, next) => {
        offsets.taken(topic, partition, next);
        this.metrics.taken(topic, partition, next);
      },
      this.settings.chunkRecords ?? 500,
    );
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 64,
      eachBatch: (payload) => gatherer.add(payload),
    });
    return gatherer;
  }

  /** Tries a chunk until it is taken: while the database is away the records wait where they are, and membership is kept. */
  private async takeInPlace(chunks: TakeChunk, records: JournalRecord[], beat: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.stop.signal.aborted) throw new Stopping();
      try {
        await chunks.take(records);
        this.commits.announce();
        return;
      } catch (error) {
        if (!isTransient(error)) throw error;
        this.metrics.handled('chunk', 'retried', 1);
        if (attempt % 10 === 5) this.logger.warn(`a chunk waits, attempt ${attempt}: ${(error as Error).name}`);
        await beat();
        await this.wait(backoffMs(attempt));
      }
    }
  }

  /** Resolves when the consumer is to be given up: it crashed for good, or the service stops. */
  private watch(consumer: Consumer): Promise<void> {
    const { CRASH, FETCH, HEARTBEAT, GROUP_JOIN } = consumer.events;
    for (const answered of [FETCH, HEARTBEAT, GROUP_JOIN] as const) {
      consumer.on(answered, () => this.broker.answered());
    }
    return new Promise((resolve) => {
      consumer.on(CRASH, ({ payload }) => {
        this.broker.refused();
        if (!payload.restart) resolve();
      });
      this.stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Waits, but not past the order to stop. */
  private async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}
