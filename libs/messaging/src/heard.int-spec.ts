import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import {
  aComplaintSubmitted,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { DataSource } from 'typeorm';
import { startTrialCategoriser } from '../trial/categoriser.js';
import type { JournalRecord } from './gather.js';
import { hear, type Numbered } from './heard.js';
import { park } from './park.js';
import { Parking } from './parking.js';

let database: TestDatabase;
let broker: TestBroker;
let service: RunningService;

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  service = await startTrialCategoriser(database, broker, async () => undefined);
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([database?.drop(), broker?.drop()]);
});

describe('what a speaker says under one number', () => {
  const heard = (...events: Numbered[]) => service.app.get(DataSource).transaction((tx) => hear(tx, events));

  it('is a duplicate under the same id, and a contradiction under another, whatever else comes with it', async () => {
    const { subject } = aComplaintSubmitted();
    const said = (sourceseq: number) => aComplaintSubmitted({}, { subject, sourceseq });
    const [four, five, six, seven] = [said(4), said(5), said(6), said(7)];
    expect(await heard(four, five)).toEqual({ fresh: [four, five], duplicates: [], contradictions: [] });
    const other = { five: said(5), six: said(6), seven: said(7) };
    expect(await heard(other.five)).toEqual({ fresh: [], duplicates: [], contradictions: [other.five] });
    expect(await heard(five, other.five, six)).toEqual({
      fresh: [six],
      duplicates: [five],
      contradictions: [other.five],
    });
    expect(await heard(six, seven, other.seven, seven)).toEqual({
      fresh: [seven],
      duplicates: [six, seven],
      contradictions: [other.seven],
    });
  });
});

describe('a parked record', () => {
  const recordOf = (event: Numbered, offset: string): JournalRecord => ({
    topic: 'complaints',
    partition: 3,
    offset,
    key: Buffer.from(event.subject),
    headers: {},
    value: Buffer.from(JSON.stringify(event)),
  });
  const setAside = (record: JournalRecord) =>
    service.app.get(DataSource).transaction((tx) => park(tx, record, 'failed', 'TypeError'));

  it('makes room for another that lies in its place on a topic made anew, and goes before it', async () => {
    const before = aComplaintSubmitted();
    const after = aComplaintSubmitted({}, { subject: before.subject, sourceseq: 2 });
    expect(await setAside(recordOf(before, '17'))).toBe(true);
    expect(await setAside(recordOf(before, '17'))).toBe(false);
    expect(await setAside(recordOf(after, '17'))).toBe(true);
    const parked = await service.app.get(Parking).list({ limit: 10 });
    const inOrder = parked.toSorted((one, other) => Number(BigInt(one.offset) - BigInt(other.offset)));
    expect(inOrder.map(({ value }) => JSON.parse(String(value)).id)).toEqual([before.id, after.id]);
  });

  it('keeps its place in front of what stands behind it, however often the topic is made anew', async () => {
    const head = aComplaintSubmitted();
    const behind = aComplaintSubmitted({}, { subject: head.subject, sourceseq: 2 });
    const [second, third] = [aComplaintSubmitted(), aComplaintSubmitted()];
    await setAside(recordOf(head, '40'));
    for (const event of [behind, second, third]) expect(await setAside(recordOf(event, '41'))).toBe(true);
    const parked = await database.query<{ value: Buffer }>(
      'SELECT value FROM categoriser.parked ORDER BY record_offset',
    );
    const ids = parked.map(({ value }) => JSON.parse(String(value)).id);
    expect(ids.filter((id) => [head, behind, second, third].some((event) => event.id === id))).toEqual(
      [head, behind, second, third].map(({ id }) => id),
    );
  });
});
