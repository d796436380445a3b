import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { type RunningService, ServiceModule } from '@redress/bootstrap';
import {
  ComplaintCategorised,
  ComplaintSubmitted,
  eventOfClass,
  type JournalEvent,
  readEvent,
  type SubmittedWords,
} from '@redress/contracts';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { seal, VaultKeeper, vaultMigrations } from '@redress/vault';
import { Client } from 'pg';
import { CategoriserConfig } from './categoriser.config.js';
import { CategoriserModule } from './categoriser.module.js';
import { start } from './start.js';

const masterKey = Buffer.alloc(32, 'specs');
const keeper = new VaultKeeper(masterKey);

let [database, broker]: [TestDatabase, TestBroker] = [] as never;
let vault: { query(sql: string, parameters?: unknown[]): Promise<unknown> };
let intake: Client;
let config: CategoriserConfig;
let service: RunningService;

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  intake = new Client({ connectionString: database.urlOf('intake') });
  await intake.connect();
  vault = { query: async (sql, parameters) => (await intake.query(sql, parameters)).rows };
  for (const Migration of vaultMigrations) await new Migration().up(vault as never);
  config = Object.assign(new CategoriserConfig(), {
    issuer: 'http://127.0.0.1:1',
    databaseUrl: database.urlOf('categoriser'),
    vaultDatabaseUrl: database.urlOf('vault_reader'),
    masterKey: masterKey.toString('base64'),
    brokers: broker.brokers,
    topicPrefix: broker.prefix,
    logLevel: 'silent',
  });
  service = await start(config);
});

afterAll(async () => {
  await service?.stop();
  await intake?.end();
  await Promise.all([database?.drop(), broker?.drop()]);
});

async function submitted(
  words: Omit<SubmittedWords, 'customerId'>,
  data: Partial<ComplaintSubmitted> = {},
): Promise<JournalEvent<ComplaintSubmitted>> {
  const [subject, id] = [randomUUID(), randomUUID()];
  const key = await keeper.issue(vault, subject);
  return aComplaintSubmitted({ ...data, sealed: seal(key, id, { customerId: 'anna', ...words }) }, { subject, id });
}

async function categorisationsOf(complaintId: string): Promise<JournalEvent<ComplaintCategorised>[]> {
  const { type } = eventOfClass(ComplaintCategorised);
  return (await broker.read('complaints'))
    .filter(({ key, headers }) => key === complaintId && headers.ce_type?.toString() === type)
    .map(({ value }) => readEvent(value ?? '') as JournalEvent<ComplaintCategorised>);
}

const categorisedAs = (complaintId: string) =>
  eventually('its categorisation', async () => (await categorisationsOf(complaintId))[0]);

describe('a submitted complaint', () => {
  it('is categorised by its words, which stay sealed', async () => {
    const complaint = await submitted({ text: 'Вывод 50000 ₽ висит третий день' });
    await broker.say(complaint);
    const { data, causationid, correlationid, source } = await categorisedAs(complaint.subject);
    expect({ causationid, correlationid, source }).toEqual({
      causationid: complaint.id,
      correlationid: complaint.correlationid,
      source: 'categoriser',
    });
    expect(data).toMatchObject({
      category: 'withdrawals',
      decision: 'auto',
      model: 'keywords-2',
      complexity: 'simple',
    });
    expect(data.spans[0]).toEqual({ start: 0, end: 5, weight: 3 });
    expect(JSON.stringify(data)).not.toMatch(/вывод/i);
  });

  it('takes the pick when no keyword matches, else other, which a person must say', async () => {
    const picked = await submitted({ text: 'Объясните' }, { pick: 'bonuses' });
    const unknown = await submitted({ text: 'Объясните' });
    await broker.say(picked, unknown);
    expect((await categorisedAs(picked.subject)).data).toMatchObject({ category: 'bonuses', decision: 'suggest' });
    expect((await categorisedAs(unknown.subject)).data).toMatchObject({ category: 'other', decision: 'triage' });
  });

  it('is categorised without its words when they were erased, and holds up nobody', async () => {
    const erased = await submitted({ text: 'My withdrawal is stuck' }, { pick: 'deposits' });
    const other = await submitted({ text: 'My withdrawal is stuck' });
    await vault.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [erased.subject]);
    await broker.say(erased, other);
    expect((await categorisedAs(other.subject)).data.category).toBe('withdrawals');
    expect((await categorisedAs(erased.subject)).data).toMatchObject({ category: 'deposits', spans: [] });
    expect(await database.query('SELECT FROM categoriser.parked')).toEqual([]);
  });

  it('is categorised once, however often it comes', async () => {
    const complaint = await submitted({ text: 'Где мой бонус?' });
    const marker = await submitted({ text: 'Где мой бонус?' });
    await broker.say(complaint, complaint, complaint);
    await categorisedAs(complaint.subject);
    await broker.say(complaint, marker);
    await categorisedAs(marker.subject);
    expect(await categorisationsOf(complaint.subject)).toHaveLength(1);
  });
});

describe('the categoriser', () => {
  it('is a Nest module that a testing module starts', async () => {
    const module = await Test.createTestingModule({
      imports: [ServiceModule.forService({ service: 'categoriser', config }), CategoriserModule.forService(config)],
    }).compile();
    const app = await module.init();
    await app.close();
    expect(app).toBeDefined();
  });

  it('may read the vault, not write it', async () => {
    const reader = new Client({ connectionString: config.vaultDatabaseUrl });
    await reader.connect();
    await expect(reader.query('DELETE FROM vault.complaint_key')).rejects.toMatchObject({ code: '42501' });
    await reader.end();
  });
});
