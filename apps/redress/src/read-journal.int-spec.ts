import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintSubmitted, eventually, makeTestBroker, type TestBroker } from '@redress/testing';
import { Kafka, logLevel } from 'kafkajs';
import { Deployment } from './deployment.js';
import { about, type JournalRecord } from './journal-record.js';
import { readJournal } from './read-journal.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-journal-'));
const first = aComplaintSubmitted({ reference: 'R-AAAA-0001' });
const second = aComplaintSubmitted({ reference: 'R-AAAA-0002' });
const assigned = aComplaintAssigned({ specialistId: 'ivan' }, { subject: second.subject });
let broker: TestBroker;
let deployment: Deployment;

async function read(ref?: string): Promise<JournalRecord[]> {
  const isMeant = about(ref);
  const found: JournalRecord[] = [];
  await readJournal(deployment, (record) => {
    if (isMeant(record)) found.push(record);
    return true;
  });
  return found;
}

beforeAll(async () => {
  broker = await makeTestBroker();
  const endpoints = { kafka: broker.brokers, topicPrefix: broker.prefix };
  writeFileSync(join(folder, 'endpoints.json'), JSON.stringify(endpoints));
  deployment = Deployment.in(folder);
}, 60_000);

afterAll(async () => {
  await broker.drop();
  rmSync(folder, { recursive: true });
});

describe('reading the journal', () => {
  it('ends at once when nothing was ever said', async () => {
    expect(await read()).toEqual([]);
  });

  it('gives everything there is, once, in order for each complaint, and ends', async () => {
    await broker.say(first, second, assigned);
    const found = await read();
    expect(found).toHaveLength(3);
    const { partition, offset, headers, event } = found.find((record) => record.event?.subject === first.subject) ?? {};
    expect({ partition, offset }).toEqual({ partition: expect.any(Number), offset: expect.any(Number) });
    expect(headers).toMatchObject({ ce_type: 'redress.complaint-submitted.v1' });
    expect(event).toEqual(JSON.parse(JSON.stringify(first)));
  });

  it('finds one complaint by its reference', async () => {
    expect((await read('R-AAAA-0002')).map(({ event }) => event?.type)).toEqual([second.type, assigned.type]);
  });

  it('goes on with what comes when told to follow, until it is interrupted', async () => {
    const interrupted = new AbortController();
    const found: JournalRecord[] = [];
    const reading = readJournal(deployment, (record) => void found.push(record), {
      follow: true,
      signal: interrupted.signal,
    });
    await eventually('what there is', () => found.length === 3);
    await broker.say(aComplaintSubmitted());
    await eventually('what comes', () => found.length === 4);
    interrupted.abort();
    await reading;
  });

  it('leaves no consumer group behind', async () => {
    const admin = new Kafka({ brokers: broker.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.startsWith(`${broker.prefix}redress-`))).toEqual([]);
  });
});
