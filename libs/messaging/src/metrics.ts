import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { eventOfType } from '@redress/contracts';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { Brake } from './brake.js';
import type { Met } from './fate.js';
import { within } from './fresh-admin.js';
import { lagOf, type Positions } from './lag.js';
import { MESSAGING_SETTINGS, type MessagingSettings, prefixed } from './settings.js';

const unsaid = `
  SELECT count(*)::int AS rows, coalesce(extract(epoch FROM clock_timestamp() - min(stored_at)), 0)::float AS oldest
  FROM outbox WHERE said_at IS NULL`;

/** A database that hangs must not keep the others' figures back. */
const patienceMs = 1_500;

/**
 * What messaging tells of itself at `/metrics`. Gauges are read when asked for. What cannot be read of the database is
 * no number: a last value of 0 would say that nothing waits. The lag keeps its last value.
 */
@Injectable()
export class MessagingMetrics implements OnModuleDestroy {
  private readonly logger = new Logger('Messaging');
  private readonly handledTotal: Counter;
  private readonly stageSeconds: Histogram;
  private readonly positions: Positions = new Map();
  private readonly heard: ReturnType<typeof lagOf>[] = [];
  private readonly brakes: Brake[] = [];

  constructor(
    @Inject(MESSAGING_SETTINGS) private readonly settings: MessagingSettings,
    @InjectDataSource() private readonly dataSource: DataSource,
    registry: Registry,
  ) {
    const registers = [registry];
    this.handledTotal = new Counter({
      name: 'redress_events_handled_total',
      help: 'Records of the journal by what became of them',
      labelNames: ['service', 'type', 'fate'],
      registers,
    });
    this.stageSeconds = new Histogram({
      name: 'redress_complaint_stage_seconds',
      help: 'From what happened to a complaint to its taking effect here, by what happened',
      labelNames: ['stage'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 600, 3600],
      registers,
    });
    this.outboxGauges(registers);
    this.hearingGauges(registers);
  }

  /** Counts fates; what only a mistake elsewhere can explain is an alarm in the log. */
  met(fates: Met[]): void {
    for (const { type, fate, partition, time } of fates) {
      this.handledTotal.inc({ service: this.settings.service, type, fate });
      if (time) this.stageSeconds.observe({ stage: eventOfType(type)?.name }, (Date.now() - Date.parse(time)) / 1000);
      if (fate === 'contradicted') {
        this.logger.error(`${type} on partition ${partition}: its number was heard before under another id`);
      }
      if (fate === 'wrong-source') this.logger.error(`${type} on partition ${partition}: said by the wrong service`);
      if (fate === 'parked' || fate === 'keyless') this.logger.error(`${type} on partition ${partition}: parked`);
    }
  }

  /** A topic that this service hears as a group, and what stops it. */
  watch(topic: string, group: string, brake: Brake): void {
    const names = { topic: prefixed(this.settings, topic), group: prefixed(this.settings, group) };
    this.heard.push(lagOf(this.settings, names, this.positions));
    this.brakes.push(brake);
  }

  taken(topic: string, partition: number, nextOffset: string): void {
    this.positions.set(`${topic} ${partition}`, BigInt(nextOffset));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.heard.map(({ close }) => close()));
  }

  private outboxGauges(registers: Registry[]): void {
    const read = (sql: string) =>
      within(this.dataSource.query(sql), patienceMs)
        .then(([row]) => row)
        .catch(() => undefined);
    // Gauges are read side by side: both wait for the same answer.
    let outbox: Promise<{ rows: number; oldest: number } | undefined> | undefined;
    const once = () => {
      outbox ??= read(unsaid).finally(() => {
        outbox = undefined;
      });
      return outbox;
    };
    const gauge = (name: string, help: string, value: () => Promise<number | undefined>) =>
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set((await value()) ?? Number.NaN);
        },
      });
    gauge('redress_outbox_oldest_seconds', 'Age of the oldest unsaid row', async () => (await once())?.oldest);
    gauge('redress_outbox_rows', 'Rows of the outbox that are not said yet', async () => (await once())?.rows);
    const parked = 'SELECT count(*)::int AS rows FROM parked';
    const help = 'Records set aside, with those that wait behind them';
    gauge('redress_parked_records', help, async () => (await read(parked))?.rows);
  }

  private hearingGauges(registers: Registry[]): void {
    const { heard, brakes } = this;
    new Gauge({
      name: 'redress_consumer_lag',
      help: 'Records that this service has not taken yet, over all that it hears',
      registers,
      async collect() {
        const lags = await Promise.all(heard.map(({ read }) => read())).catch(() => undefined);
        if (lags) this.set(lags.reduce((sum, lag) => sum + lag, 0));
      },
    });
    new Gauge({
      name: 'redress_brake_engaged',
      help: 'Whether nothing is taken, because too much was parked: 1 or 0',
      registers,
      collect() {
        this.set(brakes.some((brake) => brake.engaged) ? 1 : 0);
      },
    });
  }
}
