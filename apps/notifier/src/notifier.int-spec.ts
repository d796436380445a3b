import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import type { ComplaintSubmitted, JournalEvent, NotificationDocument, SubmittedWords } from '@redress/contracts';
import {
  aComplaintAssigned,
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

const masterKey = randomBytes(32);
let database: TestDatabase;
let broker: TestBroker;
let intake: DataSource;
let mails: MailServer;
const running: RunningService[] = [];

async function startNotifier(settings: Partial<NotifierConfig> = {}): Promise<RunningService> {
  const config = Object.assign(new NotifierConfig(), {
    issuer: 'http://127.0.0.1:1',
    logLevel: 'silent',
    databaseUrl: database.urlOf('notifier'),
    vaultDatabaseUrl: database.urlOf('vault_reader'),
    masterKey: masterKey.toString('base64'),
    brokers: broker.brokers,
    topicPrefix: broker.prefix,
    smtpUrl: mails.url,
    ...settings,
  });
  const service = await start(config);
  running.push(service);
  return service;
}

/** A submission as intake says it, its words sealed and its key in the vault. */
async function aSubmission(words: Partial<SubmittedWords> = {}, data: Partial<ComplaintSubmitted> = {}) {
  const [subject, id] = [randomUUIDv7(), randomUUIDv7()];
  const key = await new VaultKeeper(masterKey).issue(intake, subject);
  const all: SubmittedWords = { customerId: 'anna', text: 'a secret', email: 'anna@example.org', ...words };
  return aComplaintSubmitted({ sealed: seal(key, id, all), ...data }, { subject, id });
}

async function ledger(): Promise<NotificationDocument[]> {
  const rows = await database.query<{ value: string }>(
    `SELECT value FROM notifier.outbox WHERE topic = 'notifications' ORDER BY id`,
  );
  return rows.map(({ value }) => JSON.parse(value) as NotificationDocument);
}

const statesOf = async ({ subject }: JournalEvent): Promise<string[]> =>
  (await ledger()).filter((line) => line.complaintId === subject).map(({ template, state }) => `${template} ${state}`);

const lettersInBox = (count: number, within = 15_000) =>
  eventually(`${count} letters`, () => mails.letters.length >= count, { within });

const allSettled = () =>
  eventually('every notice settled', async () => {
    const waiting = await database.query('SELECT 1 FROM notifier.notice WHERE due_at IS NOT NULL LIMIT 1');
    return waiting.length === 0;
  });

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  intake = await new DataSource({
    type: 'postgres',
    url: database.urlOf('intake'),
    migrations: vaultMigrations,
    migrationsRun: true,
  }).initialize();
});

beforeEach(async () => {
  mails = new MailServer();
  await mails.listen();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
  await mails.close();
  await database.query('TRUNCATE notifier.notice, notifier.told_complaint, notifier.heard, notifier.outbox');
});

afterAll(async () => {
  await intake?.destroy();
  await Promise.all([database?.drop(), broker?.drop()]);
});

describe('a customer', () => {
  it('is told that the complaint was received and, once, that somebody works on it', async () => {
    await startNotifier();
    const submission = await aSubmission();
    const { subject } = submission;
    await broker.say(
      submission,
      aComplaintAssigned({}, { subject }),
      aComplaintAssigned({ specialistId: 'olga' }, { subject, sourceseq: 2 }),
    );
    await lettersInBox(2);
    await allSettled();
    expect(await statesOf(submission)).toEqual(
      expect.arrayContaining(['received queued', 'received sent', 'assigned queued', 'assigned sent']),
    );
    expect(mails.letters).toHaveLength(2);
    const received = mails.letters.find(({ subject }) => subject?.startsWith('Мы получили'));
    const assigned = mails.letters.find(({ subject }) => subject?.startsWith('Вашей жалобой'));
    expect(received?.text).toContain('24 ноября 2026 г., 22:05 (московское время)');
    expect(received?.text).toContain('через 48 часов');
    expect(assigned?.references).toBe(received?.messageId);
    expect(`${received?.text}${received?.html}${assigned?.text}`).not.toContain('a secret');
  });

  it('is written to in English unless the complaint is in Russian', async () => {
    await startNotifier();
    await broker.say(await aSubmission({}, { language: 'de' }));
    await lettersInBox(1);
    expect(mails.letters[0]?.text).toContain('24 November 2026, 22:05 (Moscow time)');
  });

  it('gets one mail for an event that comes 25 times', async () => {
    await startNotifier();
    const submission = await aSubmission();
    const last = await aSubmission();
    await broker.say(...Array.from({ length: 25 }, () => submission));
    await broker.say(last);
    await lettersInBox(2);
    await allSettled();
    expect([...mails.copies().values()]).toEqual([1, 1]);
  });

  it('who left no address or was erased gets nothing, and the ledger says why', async () => {
    await startNotifier();
    const nameless = await aSubmission({ email: undefined });
    const erased = await aSubmission();
    await intake.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [erased.subject]);
    const injecting = await aSubmission({ email: 'anna@example.org\r\nBcc: eve@example.org' });
    const broken = await aSubmission({}, { sealed: 'v1.AAAA' });
    await broker.say(nameless, erased, injecting, broken, await aSubmission());
    await lettersInBox(1);
    await allSettled();
    const reasons = new Map((await ledger()).map((line) => [line.complaintId, `${line.state} ${line.reason}`]));
    expect(reasons.get(nameless.subject)).toBe('suppressed no-address');
    expect(reasons.get(erased.subject)).toBe('suppressed redacted');
    expect(reasons.get(injecting.subject)).toBe('suppressed unusable-address');
    expect(reasons.get(broken.subject)).toMatch(/^failed vault-/);
    expect(mails.letters).toHaveLength(1);
  });
});

describe('a notice', () => {
  it('is kept while the mail server is away, and leaves soon after it is back, however long it would have waited', async () => {
    await mails.close();
    const service = await startNotifier();
    const submissions = await Promise.all(Array.from({ length: 20 }, () => aSubmission()));
    await broker.say(...submissions);
    await eventually('an attempt', async () => {
      const tried = await database.query(`SELECT 1 FROM notifier.notice WHERE state = 'queued' AND attempts > 0`);
      return tried.length > 0;
    });
    await database.query(`UPDATE notifier.notice SET due_at = now() + interval '10 min' WHERE state = 'queued'`);
    await mails.listen();
    await lettersInBox(20);
    await allSettled();
    expect(mails.copies().size).toBe(20);
    expect((await ledger()).filter(({ state }) => state === 'sent')).toHaveLength(20);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/redress_notices_total\{[^}]*state="sent"[^}]*\} 20/);
  });

  it('that may have gone is named uncertain and sent again under the same id', async () => {
    await startNotifier();
    mails.behaviour = { kind: 'cut-after-data' };
    const submission = await aSubmission();
    await broker.say(submission);
    await lettersInBox(1);
    mails.behaviour = { kind: 'take' };
    await lettersInBox(2);
    await allSettled();
    expect(await statesOf(submission)).toEqual(['received queued', 'received uncertain', 'received sent']);
    expect(mails.copies().size).toBe(1);
  });

  it('that a dead instance was sending is named uncertain and sent; that of a living one is left alone', async () => {
    const service = await startNotifier();
    mails.behaviour = { kind: 'refuse', at: 'MAIL', code: 451 };
    const [dead, alive] = [await aSubmission(), await aSubmission()];
    await broker.say(dead, alive);
    await eventually('two notices', async () => (await ledger()).length === 2);
    await service.stop();
    await database.query(
      `UPDATE notifier.notice SET state = 'sending', due_at = now() + CASE complaint_id WHEN $1 THEN '-1 s' ELSE '1 h' END::interval`,
      [dead.subject],
    );
    mails.behaviour = { kind: 'take' };
    await startNotifier();
    await lettersInBox(1);
    await eventually('it is stored', async () => (await statesOf(dead)).length === 3);
    expect(await statesOf(dead)).toEqual(['received queued', 'received uncertain', 'received sent']);
    expect(await statesOf(alive)).toEqual(['received queued']);
  });

  it('leaves once when two instances send, hundreds of them', async () => {
    const submissions = await Promise.all(Array.from({ length: 400 }, () => aSubmission()));
    await Promise.all([startNotifier(), startNotifier()]);
    await broker.say(...submissions);
    await lettersInBox(400, 45_000);
    await allSettled();
    expect([...mails.copies().values()].filter((copies) => copies !== 1)).toEqual([]);
    expect(mails.copies().size).toBe(400);
  }, 60_000);

  it('is stored in tables that are what the entities say', async () => {
    const service = await startNotifier();
    const { upQueries } = await service.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('carries no word and no address outside the letter', async () => {
    await startNotifier();
    await broker.say(await aSubmission());
    await lettersInBox(1);
    await allSettled();
    for (const table of ['notice', 'told_complaint', 'outbox']) {
      const rows = await database.query(`SELECT * FROM notifier.${table}`);
      expect(JSON.stringify(rows)).not.toMatch(/anna|a secret/);
    }
  });
});
