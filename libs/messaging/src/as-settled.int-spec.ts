import { randomInt, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { ComplaintSubmitted, eventOfClass, journalContentType, partitionCount } from '@redress/contracts';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { DataSource } from 'typeorm';
import { startTrialCategoriser } from '../trial/categoriser.js';
import { AsSettled } from './as-settled.js';
import type { JournalRecord } from './gather.js';
import { KnowSettledRecords1764000000500 } from './migrations/1764000000500-know-settled-records.js';
import { park } from './park.js';
import { Parking } from './parking.js';

let database: TestDatabase;
let broker: TestBroker;
let admin: Admin;
let service: RunningService;
const untakable = new Set<string>();
const taken: string[] = [];

const headers = { 'content-type': journalContentType, ce_type: eventOfClass(ComplaintSubmitted).type };
const parking = (): Parking => service.app.get(Parking);
const takenOf = (complaintId: string): string[] => taken.filter((one) => one.startsWith(complaintId));
const said = (subject: string, sourceseq: number) => aComplaintSubmitted({}, { subject, sourceseq });

async function start(): Promise<void> {
  service = await startTrialCategoriser(database, broker, async (fresh) => {
    if (fresh.some(({ subject }) => untakable.has(subject))) throw new TypeError('cannot take this');
    taken.push(...fresh.map(({ subject, sourceseq }) => `${subject} ${sourceseq}`));
  });
}

const parkedAbout = async (complaintId: string) =>
  (await parking().list({ limit: 500 })).filter((row) => row.complaintId === complaintId);

const theParked = (complaintId: string) =>
  eventually('the parked record', async () => (await parkedAbout(complaintId))[0]);

/** A record that nobody can read, under a complaint's key. */
const poison = (complaintId: string) => broker.produce('complaints', [{ key: complaintId, value: '{broken', headers }]);

/** Sets the group back to offset zero, and resolves when all that lies there about a complaint was read, and this after it. */
async function readAgain(complaintId: string, sourceseq: number): Promise<void> {
  await service.stop();
  const [groupId, topic] = [`${broker.prefix}categoriser`, `${broker.prefix}complaints`];
  const partitions = Array.from({ length: partitionCount }, (_, partition) => ({ partition, offset: '0' }));
  await eventually('its group to be empty', () => admin.setOffsets({ groupId, topic, partitions }).then(() => true));
  await start();
  await broker.say(said(complaintId, sourceseq));
  await eventually('the last event', () => takenOf(complaintId).includes(`${complaintId} ${sourceseq}`));
}

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  admin = new Kafka({ clientId: 'test', brokers: broker.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await start();
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([admin?.disconnect(), database?.drop(), broker?.drop()]);
});

describe('what an operator has settled, when it is read again', () => {
  it('is passed by when it was discarded, and nothing waits behind it', async () => {
    const complaintId = randomUUIDv7();
    await poison(complaintId);
    await parking().discard((await theParked(complaintId)).id, 'sent by mistake', 'omar');
    await readAgain(complaintId, 1);
    expect(await parkedAbout(complaintId)).toEqual([]);
  });

  it('takes no effect when it was discarded though it could be read', async () => {
    const complaintId = randomUUIDv7();
    untakable.add(complaintId);
    await broker.say(said(complaintId, 1));
    const { id } = await theParked(complaintId);
    untakable.clear();
    await parking().discard(id, 'sent by mistake', 'omar');
    await readAgain(complaintId, 2);
    expect(takenOf(complaintId)).toEqual([`${complaintId} 2`]);
  });

  it('takes effect once when it was mended and released', async () => {
    const sound = aComplaintSubmitted();
    await poison(sound.subject);
    const { id } = await theParked(sound.subject);
    await parking().mend(id, JSON.stringify(sound), 'omar');
    taken.length = 0;
    expect(await parking().release(id, 'omar')).toMatchObject({ left: 0 });
    await readAgain(sound.subject, 2);
    expect(takenOf(sound.subject)).toEqual([1, 2].map((number) => `${sound.subject} ${number}`));
    expect(await parkedAbout(sound.subject)).toEqual([]);
  });

  it('without a key is passed by, too', async () => {
    const complaintId = randomUUIDv7();
    const parkedAlone = async () => (await parking().list({ limit: 500 })).filter(({ key }) => key === null);
    await broker.produce('complaints', [{ key: null, value: '{broken', headers }]);
    const [alone] = await eventually('the parked record', async () => {
      const rows = await parkedAlone();
      return rows.length > 0 && rows;
    });
    await parking().discard(alone?.id ?? '', 'sent by mistake', 'omar');
    await readAgain(complaintId, 1);
    await eventually('every partition to be read', async () => {
      const [group] = await admin.fetchOffsets({ groupId: `${broker.prefix}categoriser` });
      const place = group?.partitions.find(({ partition }) => partition === alone?.partition);
      return Number(place?.offset) > Number(alone?.offset);
    });
    expect(await parkedAlone()).toEqual([]);
  });
});

describe('what an operator has settled', () => {
  const somewhere = () => String(randomInt(1_000_000, 2 ** 40));
  const unreadable = (subject: string): JournalRecord => ({
    topic: `${broker.prefix}complaints`,
    partition: 3,
    offset: somewhere(),
    key: Buffer.from(subject),
    headers,
    value: Buffer.from('{broken'),
  });
  const elsewhere = (record: JournalRecord): JournalRecord[] => [
    { ...record, key: Buffer.from(randomUUIDv7()) },
    { ...record, key: null },
    { ...record, value: Buffer.from(JSON.stringify(said(String(record.key), 1))) },
    { ...record, offset: somewhere() },
    { ...record, partition: 4 },
  ];

  async function setAside(record: JournalRecord): Promise<string> {
    await service.app.get(DataSource).transaction((tx) => park(tx, record, 'malformed', 'malformed'));
    return (await theParked(String(record.key))).id;
  }

  /** What of these records is given on to be taken. */
  async function givenOn(...records: JournalRecord[]): Promise<JournalRecord[]> {
    const given: JournalRecord[] = [];
    const effect = {
      concerns: () => true,
      apply: async (_tx: unknown, some: JournalRecord[]) => {
        given.push(...some);
        return [];
      },
    };
    await service.app.get(DataSource).transaction((tx) => new AsSettled(effect, 'categoriser').apply(tx, records));
    return given;
  }

  it('is that record alone, and no other that lies in its place on a topic made anew', async () => {
    const [parked, discarded, mended] = [1, 2, 3].map(() => unreadable(randomUUIDv7())) as [
      JournalRecord,
      JournalRecord,
      JournalRecord,
    ];
    await setAside(parked);
    await parking().discard(await setAside(discarded), 'sent by mistake', 'omar');
    const id = await setAside(mended);
    const sound = JSON.stringify(said(String(mended.key), 1));
    await parking().mend(id, sound, 'omar');
    expect(await givenOn(parked, discarded, mended)).toEqual([]);
    await parking().release(id, 'omar');
    expect(await givenOn(parked, discarded, mended)).toEqual([{ ...mended, value: Buffer.from(sound) }]);
    const others = [parked, discarded, mended].flatMap(elsewhere);
    expect(await givenOn(...others)).toEqual(others);
  });

  it('is known by its complaint when it was settled before more was kept of it', async () => {
    const [parked, discarded] = [unreadable(randomUUIDv7()), unreadable(randomUUIDv7())];
    await setAside(parked);
    await parking().discard(await setAside(discarded), 'sent by mistake', 'omar');
    const runner = service.app.get(DataSource).createQueryRunner();
    const migration = new KnowSettledRecords1764000000500();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await givenOn(parked, discarded)).toEqual([]);
    const another = { ...parked, value: Buffer.from('{another') };
    const ofAnother = { ...discarded, key: Buffer.from(randomUUIDv7()) };
    expect(await givenOn(another, ofAnother)).toEqual([another, ofAnother]);
  });

  it('is mended to the same once more when an earlier version parked it again', async () => {
    const record = unreadable(randomUUIDv7());
    const sound = JSON.stringify(said(String(record.key), 1));
    for (const _time of ['first', 'again']) {
      const id = await setAside(record);
      expect(await parking().mend(id, sound, 'omar')).toBe('mended');
      expect(await parking().release(id, 'omar')).toMatchObject({ left: 0 });
    }
    const id = await setAside(record);
    const other = JSON.stringify(said(String(record.key), 1));
    await expect(parking().mend(id, other, 'omar')).rejects.toThrow('was heard before');
  });
});
