import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { ComplaintCategorised, ComplaintSubmitted, eventOfClass, journalContentType } from '@redress/contracts';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { startTrialCategoriser, verdict } from '../trial/categoriser.js';
import { Brake } from './brake.js';
import type { Heard } from './hears.js';
import { Journal } from './journal.js';
import { Parking } from './parking.js';
import { say } from './say.js';
import { type Effect, TakeChunk } from './take-chunk.js';

/** Complaints that the handler cannot take for now, and those it took, in order. */
const untakable = new Set<string>();
let isBroken = false;
const taken: string[] = [];

async function keep(fresh: Heard<ComplaintSubmitted>[]): Promise<void> {
  if (isBroken || fresh.some(({ subject }) => untakable.has(subject))) throw new TypeError('cannot take this');
  taken.push(...fresh.map(({ subject, sourceseq }) => `${subject} ${sourceseq}`));
}

let database: TestDatabase;
let broker: TestBroker;
let service: RunningService;
const parking = (): Parking => service.app.get(Parking);

async function parkedAbout(complaintId: string, count: number) {
  return eventually(`${count} parked records`, async () => {
    const rows = (await parking().list({ limit: 500 })).filter((row) => row.complaintId === complaintId);
    return rows.length === count && rows;
  });
}

const takenOf = (complaintId: string): string[] => taken.filter((one) => one.startsWith(complaintId));

/** What the service itself says of a released complaint may come back in time to be parked behind the rest, and released with it. */
const atLeast = (count: number) => ({
  asymmetricMatch: (released: unknown): boolean => typeof released === 'number' && released >= count,
});

async function haveHeardItself(...complaintIds: string[]): Promise<number> {
  const own = "SELECT FROM categoriser.heard WHERE complaint_id = ANY($1) AND source = 'categoriser'";
  return (await database.query(own, [complaintIds])).length;
}

/** A complaint with three events, of which the first cannot be taken: all three are parked. */
async function threeParked(): Promise<{ complaintId: string; headId: string }> {
  const complaintId = randomUUIDv7();
  untakable.add(complaintId);
  await broker.say(...[1, 2, 3].map((sourceseq) => aComplaintSubmitted({}, { subject: complaintId, sourceseq })));
  const [head] = await parkedAbout(complaintId, 3);
  return { complaintId, headId: head?.id ?? '' };
}

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  // Where nothing else waits in the same fetch, the brake parks the junk below one by one, each after such a time.
  service = await startTrialCategoriser(database, broker, keep, { brakeMs: 50 });
});

afterEach(() => {
  isBroken = false;
  untakable.clear();
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([database?.drop(), broker?.drop()]);
});

describe('a parked record', () => {
  it('is released with those behind it, in journal order, and later events are taken as ever', async () => {
    const { complaintId, headId } = await threeParked();
    untakable.clear();
    expect(await parking().release(headId, 'omar')).toEqual({ released: atLeast(3), left: 0 });
    await broker.say(aComplaintSubmitted({}, { subject: complaintId, sourceseq: 4 }));
    await eventually('the next event', () => takenOf(complaintId).length === 4);
    expect(takenOf(complaintId)).toEqual([1, 2, 3, 4].map((number) => `${complaintId} ${number}`));
  });

  it('does not draw what was heard before behind itself', async () => {
    const complaintId = randomUUIDv7();
    const first = aComplaintSubmitted({}, { subject: complaintId });
    await broker.say(first);
    await eventually('the first event, and what follows it', async () => (await haveHeardItself(complaintId)) === 1);
    untakable.add(complaintId);
    await broker.say(aComplaintSubmitted({}, { subject: complaintId, sourceseq: 2 }), first);
    const last = aComplaintSubmitted({}, { subject: complaintId, sourceseq: 3 });
    await broker.say(last);
    const parked = await parkedAbout(complaintId, 2);
    expect(parked.map(({ value }) => JSON.parse(String(value)).sourceseq)).toEqual([2, 3]);
  });

  it('stays, with all behind it, when it still cannot be taken', async () => {
    const { complaintId, headId } = await threeParked();
    expect(await parking().release(headId, 'omar')).toEqual({ released: 0, left: 3 });
    expect(takenOf(complaintId)).toEqual([]);
  });

  it('is given up by discarding it, and those behind it are taken', async () => {
    const { complaintId, headId } = await threeParked();
    untakable.clear();
    expect(await parking().discard(headId, 'sent by mistake', 'omar')).toEqual({ released: atLeast(2), left: 0 });
    expect(takenOf(complaintId)).toEqual([2, 3].map((number) => `${complaintId} ${number}`));
    const acts = await database.query('SELECT act, by, reason FROM categoriser.parked_act WHERE parked_id = $1', [
      headId,
    ]);
    expect(acts).toEqual([{ act: 'discard', by: 'omar', reason: 'sent by mistake' }]);
  });

  it('is mended by a payload that can be taken, and only by such a one', async () => {
    const sound = aComplaintSubmitted();
    const broken = { ...sound, data: { ...sound.data, language: 'Klingon' } };
    const headers = { 'content-type': journalContentType, ce_type: eventOfClass(ComplaintSubmitted).type };
    await broker.produce('complaints', [{ key: sound.subject, value: JSON.stringify(broken), headers }]);
    const [head] = await parkedAbout(sound.subject, 1);
    const id = head?.id ?? '';
    await expect(parking().mend(id, JSON.stringify(broken), 'omar')).rejects.toThrow('language');
    await expect(parking().mend(id, JSON.stringify(aComplaintSubmitted()), 'omar')).rejects.toThrow('key and subject');
    for (const unheard of [{}, { ...sound, type: 'redress.never-heard.v1' }, { ...sound, source: 'desk' }]) {
      await expect(parking().mend(id, JSON.stringify(unheard), 'omar')).rejects.toThrow(
        /nothing here takes it|not the one that its header names/,
      );
    }
    expect(await parking().mend(id, JSON.stringify(sound), 'omar')).toBe('mended');
    // Trying it out called the handler in a transaction that was rolled back.
    expect(await parkedAbout(sound.subject, 1)).toHaveLength(1);
    taken.length = 0;
    expect(await parking().release(id, 'omar')).toEqual({ released: 1, left: 0 });
    expect(takenOf(sound.subject)).toEqual([`${sound.subject} 1`]);
  });

  it('is not mended by what was heard before, which would be passed by', async () => {
    const first = aComplaintSubmitted();
    const { subject } = first;
    await broker.say(first);
    await eventually('the first event, and what follows it', async () => (await haveHeardItself(subject)) === 1);
    untakable.add(subject);
    await broker.say(aComplaintSubmitted({}, { subject, sourceseq: 2 }));
    const [head] = await parkedAbout(subject, 1);
    for (const old of [first, aComplaintSubmitted({}, { subject })]) {
      await expect(parking().mend(head?.id ?? '', JSON.stringify(old), 'omar')).rejects.toThrow('was heard before');
    }
  });

  it('silences the service about its complaint until it is released', async () => {
    const { complaintId, headId } = await threeParked();
    const journal = service.app.get(Journal);
    const act = () =>
      journal.decide(async () => ({
        answer: 'done',
        say: [say(ComplaintCategorised, { subject: complaintId, correlationid: complaintId }, verdict)],
      }));
    await expect(act()).rejects.toMatchObject({ status: 409 });
    untakable.clear();
    await parking().release(headId, 'omar');
    expect(await act()).toBe('done');
  });

  it('that does not exist is known to nobody', async () => {
    const nobody = randomUUIDv7();
    expect(await parking().release(nobody, 'omar')).toBeUndefined();
    expect(await parking().discard(nobody, 'why', 'omar')).toBeUndefined();
    expect(await parking().mend(nobody, '{}', 'omar')).toBe('unknown');
  });
});

describe('the brake of a service', () => {
  const engaged = async (): Promise<boolean> =>
    /^redress_brake_engaged\{.*\} 1$/m.test(await service.app.get(Registry).metrics());

  it('keeps records on the journal instead of parking them all, and lets them be taken once that works', async () => {
    isBroken = true;
    const subject = randomUUIDv7();
    const complaints = Array.from({ length: 400 }, () => aComplaintSubmitted());
    await broker.say(...complaints);
    await eventually('the brake', engaged);
    expect((await parking().list({ limit: 500 })).length).toBeLessThan(12 * 20);
    isBroken = false;
    await broker.say(aComplaintSubmitted({}, { subject }));
    await eventually('the first event after the brake', () => takenOf(subject).length === 1);
    await eventually('the brake to be released', async () => !(await engaged()));
    const subjects = complaints.map((one) => one.subject);
    await eventually('the rest, and what follows them', async () => {
      const parked = (await parking().list({ limit: 500 })).filter((row) => subjects.includes(row.complaintId ?? ''));
      return parked.length + (await haveHeardItself(...subjects)) === subjects.length;
    });
  });

  const headers = { ce_type: eventOfClass(ComplaintSubmitted).type };
  const onOnePartition = (key: string, value: string) => ({ partition: 3, key, value, headers });
  const junk = (count: number) => Array.from({ length: count }, (_, nth) => onOnePartition(`junk-${nth}`, '{broken'));

  it('lets go when something elsewhere is taken: then it was the records, and the rest of them are parked', async () => {
    const before = (await parking().list({ limit: 500 })).length;
    await broker.produce('complaints', junk(30));
    const others = Array.from({ length: 12 }, () => aComplaintSubmitted());
    await broker.say(...others);
    await eventually('every complaint', () => others.every(({ subject }) => takenOf(subject).length === 1));
    await eventually('all of the junk', async () => (await parking().list({ limit: 500 })).length === before + 30);
    await eventually('the brake to be released', async () => !(await engaged()));
  });

  it('parks one that failed at every try, so that what lies behind bad records is reached though nothing else comes', async () => {
    const before = (await parking().list({ limit: 500 })).length;
    const complaint = aComplaintSubmitted();
    const behind = onOnePartition(complaint.subject, JSON.stringify(complaint));
    await broker.produce('complaints', [...junk(23), behind]);
    await eventually('the complaint behind', () => takenOf(complaint.subject).length === 1);
    expect((await parking().list({ limit: 500 })).length).toBe(before + 23);
    await eventually('the brake to be released', async () => !(await engaged()));
  });

  it('is told apart from bad records by what waits on other partitions, not by what is heard again', async () => {
    const record = (partition: number, offset: number) =>
      ({ topic: 'trial', partition, offset: String(offset), key: Buffer.from('k'), value: null, headers: {} }) as const;
    const fates = { 3: 'fails', 5: 'done', 7: 'duplicate' } as const;
    const apply: Effect['apply'] = async (_tx, [one]) => {
      const fate = fates[one?.partition as 3];
      if (fate === 'fails') throw new TypeError('cannot take this');
      return [{ fate, type: 'x', partition: one?.partition ?? 0 }];
    };
    const dataSource = service.app.get(DataSource);
    const chunks = new TakeChunk({ concerns: () => true, apply }, dataSource, new Brake(), () => {});
    const parkedHere = async () =>
      (await parking().list({ limit: 500 })).filter(({ topic }) => topic === 'trial').length;
    expect(await chunks.probe([record(3, 1), record(5, 1)])).toBe(true);
    expect(await chunks.probe([record(7, 1), record(7, 2)])).toBe(true);
    expect(await parkedHere()).toBe(0);
    expect(await chunks.probe([record(7, 1), record(3, 1), record(3, 2)])).toBe(false);
    expect(await parkedHere()).toBe(1);
    expect(await chunks.probe([record(3, 1), record(3, 2)])).toBe(false);
    expect(await parkedHere()).toBe(2);
    expect(await chunks.probe([record(3, 1), record(3, 2)])).toBe(true);
  });
});
