import { Inject, Injectable, Logger } from '@nestjs/common';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { type Service, type Topic, topics } from '@redress/contracts';
import type { DataSource } from 'typeorm';
import { AsSettled } from './as-settled.js';
import { Brake } from './brake.js';
import { BrokerState } from './broker-state.js';
import { Commits } from './commits.js';
import { Handlers } from './handlers.js';
import { HearTopic } from './hear-topic.js';
import { JournalEffect } from './journal-effect.js';
import { MessagingMetrics } from './metrics.js';
import { Outbox } from './outbox.js';
import { Parking, type Retaking } from './parking.js';
import { RecordsEffect } from './records-effect.js';
import { handledTopics, splitHandlers } from './records-handlers.js';
import { MESSAGING_SETTINGS, type MessagingSettings, prefixed } from './settings.js';
import { type Effect, TakeChunk } from './take-chunk.js';

/** Nest's way in from the journal and whatever else a service hears: finds the handlers, and gives them what is new until the service stops. */
@Injectable()
export class JournalStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  protected override readonly logger = new Logger(JournalStrategy.name);
  private readonly stop = new AbortController();
  private running: Promise<void>[] = [];

  constructor(
    @Inject(MESSAGING_SETTINGS) private readonly settings: MessagingSettings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly broker: BrokerState,
    private readonly commits: Commits,
    private readonly metrics: MessagingMetrics,
    private readonly parking: Parking,
  ) {
    super();
  }

  /** Starts hearing in the background: a broker that is away delays what is heard, never the start of the service. */
  listen(ready: (error?: unknown) => void): void {
    try {
      this.hearAll();
      ready();
    } catch (error) {
      ready(error);
    }
  }

  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running);
  }

  on(): never {
    throw new Error('The journal has no events to subscribe to; its state is in BrokerState');
  }

  unwrap<T>(): T {
    throw new Error('The journal does not give out its client');
  }

  private hearAll(): void {
    const service = this.settings.service as Service;
    const { ofEvents, ofRecords } = splitHandlers(this.messageHandlers);
    const journal = new JournalEffect(service, Handlers.checked(service, ofEvents));
    const others = handledTopics(service, ofRecords).map(
      (handled) => [handled.topic, new RecordsEffect(new Outbox(service), handled)] as const,
    );
    this.hear(topics.complaints.name, service, journal);
    for (const [topic, effect] of others) this.hear(topic, `${service}-${topic}`, effect);
  }

  private hear(topic: Topic, group: string, effect: Effect & Retaking): void {
    const brake = new Brake();
    this.metrics.watch(topic, group, brake);
    this.parking.releasesTo(prefixed(this.settings, topic), effect);
    const settled = new AsSettled(effect, this.settings.service);
    const hearing = new HearTopic({
      settings: this.settings,
      topic,
      group,
      chunks: new TakeChunk(settled, this.dataSource, brake, (met) => this.metrics.met(met)),
      brake,
      broker: this.broker,
      taken: (name, partition, next) => this.metrics.taken(name, partition, next),
      committed: () => this.commits.announce(),
      stop: this.stop.signal,
    });
    this.running.push(hearing.untilStopped());
  }
}
