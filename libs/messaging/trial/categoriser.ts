import { Controller, Module } from '@nestjs/common';
import { DatabaseModule, type RunningService, ServiceConfig, startService } from '@redress/bootstrap';
import {
  ComplaintCategorised,
  ComplaintSubmitted,
  eventOfClass,
  type JournalEvent,
  readEvent,
} from '@redress/contracts';
import type { TestBroker, TestDatabase } from '@redress/testing';
import { type Heard, Hears, type Transaction } from '../src/hears.js';
import { JournalStrategy } from '../src/journal-strategy.js';
import { MessagingModule } from '../src/messaging.module.js';
import { messagingMigrations } from '../src/migrations/index.js';
import { type Saying, say } from '../src/say.js';
import type { MessagingSettings } from '../src/settings.js';

export const verdict: ComplaintCategorised = {
  category: 'deposits',
  tags: [],
  confidence: 1,
  complexity: 'simple',
  priority: 'normal',
  decision: 'auto',
  model: 'trial-1',
  spans: [],
};

/** What the handler does with fresh events before it says its verdict on each. */
export type Meanwhile = (fresh: Heard<ComplaintSubmitted>[], tx: Transaction) => Promise<unknown> | undefined;

/** A service as small as can be, to try messaging with: one handler that says one event for each it hears. */
export async function startTrialCategoriser(
  { urlOf }: TestDatabase,
  { brokers, prefix }: TestBroker,
  meanwhile: Meanwhile,
  { issuer = 'http://127.0.0.1:1', ...settings }: Partial<MessagingSettings> & { issuer?: string } = {},
): Promise<RunningService> {
  @Controller()
  class CategoriseOnSubmitted {
    @Hears(ComplaintSubmitted)
    async handle(fresh: Heard<ComplaintSubmitted>[], tx: Transaction): Promise<Saying[]> {
      await meanwhile(fresh, tx);
      return fresh.map((event) => say(ComplaintCategorised, event, verdict));
    }
  }
  const url = urlOf('categoriser');
  @Module({
    imports: [
      DatabaseModule.forService({ service: 'categoriser', url, migrations: messagingMigrations }),
      MessagingModule.forService({ service: 'categoriser', brokers, topicPrefix: prefix, ...settings }),
    ],
    controllers: [CategoriseOnSubmitted],
  })
  class Categoriser {}
  return startService({
    service: 'categoriser',
    module: Categoriser,
    config: Object.assign(new ServiceConfig(), { issuer, databaseUrl: url, logLevel: 'silent' }),
    strategy: (app) => app.get(JournalStrategy),
  });
}

/** Every ComplaintCategorised on the journal, repeats included. */
export async function categorisedOn(broker: TestBroker): Promise<JournalEvent<object>[]> {
  const { type } = eventOfClass(ComplaintCategorised);
  const records = await broker.read('complaints');
  return records
    .filter(({ headers }) => headers.ce_type?.toString() === type)
    .map(({ value }) => readEvent(value ?? ''));
}
