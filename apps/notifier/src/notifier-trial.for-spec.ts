import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { RunningService } from '@redress/bootstrap';
import type { ComplaintSubmitted, JournalEvent, NotificationDocument, SubmittedWords } from '@redress/contracts';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { seal, VaultKeeper, vaultMigrations } from '@redress/vault';
import { DataSource } from 'typeorm';
import { NotifierConfig } from './notifier.config.js';
import { MailServer } from './sending/mail-server.for-spec.js';
import { start } from './start.js';

type Builder<Data> = (data?: Partial<Data>, about?: Partial<JournalEvent>) => JournalEvent<Data>;

/** Says events of one complaint, with the numbers their speakers would give them. */
class Teller {
  private readonly spoken = new Map<string, number>([['intake', 1]]);

  constructor(
    private readonly trial: NotifierTrial,
    readonly submission: JournalEvent,
  ) {}

  next<Data extends object>(build: Builder<Data>, data: Partial<Data> = {}, id = randomUUIDv7()): JournalEvent<Data> {
    const event = build(data, { subject: this.submission.subject, id });
    const sourceseq = (this.spoken.get(event.source) ?? 0) + 1;
    this.spoken.set(event.source, sourceseq);
    return { ...event, sourceseq };
  }

  /** With words sealed for it. */
  async saying<Data extends { sealed?: string }>(build: Builder<Data>, text: string, data: Partial<Data> = {}) {
    const id = randomUUIDv7();
    const key = await this.trial.vault.find(this.trial.intake, this.submission.subject);
    if (!key) throw new Error('its key is gone');
    return this.next<Data>(build, { ...data, sealed: seal(key, id, { text }) }, id);
  }
}

/** The notifier on a real journal, database and mail server, and what the other services would say and keep. */
export class NotifierTrial {
  readonly masterKey = randomBytes(32);
  readonly vault = new VaultKeeper(this.masterKey);
  mails = new MailServer();
  private readonly running: RunningService[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly broker: TestBroker,
    readonly intake: DataSource,
  ) {}

  static async make(): Promise<NotifierTrial> {
    const [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
    const intake = await new DataSource({
      type: 'postgres',
      url: database.urlOf('intake'),
      migrations: vaultMigrations,
      migrationsRun: true,
    }).initialize();
    return new NotifierTrial(database, broker, intake);
  }

  async begin(): Promise<void> {
    this.mails = new MailServer();
    await this.mails.listen();
  }

  config(settings: Partial<NotifierConfig> = {}): NotifierConfig {
    return Object.assign(new NotifierConfig(), {
      issuer: 'http://127.0.0.1:1',
      logLevel: 'silent',
      databaseUrl: this.database.urlOf('notifier'),
      vaultDatabaseUrl: this.database.urlOf('vault_reader'),
      masterKey: this.masterKey.toString('base64'),
      brokers: this.broker.brokers,
      topicPrefix: this.broker.prefix,
      smtpUrl: this.mails.url,
      ...settings,
    });
  }

  async start(settings: Partial<NotifierConfig> = {}): Promise<RunningService> {
    const service = await start(this.config(settings));
    this.running.push(service);
    return service;
  }

  /** A submission as intake says it, its words sealed and its key in the vault. */
  async submission(words: Partial<SubmittedWords> = {}, data: Partial<ComplaintSubmitted> = {}) {
    const [subject, id] = [randomUUIDv7(), randomUUIDv7()];
    const key = await this.vault.issue(this.intake, subject);
    const all: SubmittedWords = { customerId: 'anna', text: 'a secret', email: 'anna@example.org', ...words };
    return aComplaintSubmitted({ sealed: seal(key, id, all), ...data }, { subject, id });
  }

  /** What happens after a submission. */
  tell(submission: JournalEvent): Teller {
    return new Teller(this, submission);
  }

  /** The ledger as it goes to `notifications`. */
  async ledger(channel: NotificationDocument['channel'] = 'email'): Promise<NotificationDocument[]> {
    const rows = await this.database.query<{ value: string }>(
      `SELECT value FROM notifier.outbox WHERE topic = 'notifications' ORDER BY id`,
    );
    return rows
      .map(({ value }) => JSON.parse(value) as NotificationDocument)
      .filter((line) => line.channel === channel);
  }

  /** What the ledger says of a complaint's mails, in order: `received sent`. */
  async statesOf({ subject }: Pick<JournalEvent, 'subject'>): Promise<string[]> {
    const lines = (await this.ledger()).filter((line) => line.complaintId === subject);
    return lines.map(({ template, state }) => `${template} ${state}`);
  }

  lettersInBox(count: number, within = 15_000): Promise<unknown> {
    return eventually(`${count} letters`, () => this.mails.letters.length >= count, { within });
  }

  async allSettled(): Promise<void> {
    await eventually('every notice settled', async () => {
      const waiting = await this.database.query('SELECT 1 FROM notifier.notice WHERE due_at IS NOT NULL LIMIT 1');
      return waiting.length === 0;
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.running.splice(0).map((service) => service.stop()));
    await this.mails.close();
    await this.database.query('TRUNCATE notifier.notice, notifier.told_complaint, notifier.heard, notifier.outbox');
  }

  async drop(): Promise<void> {
    await this.intake.destroy();
    await Promise.all([this.database.drop(), this.broker.drop()]);
  }
}
