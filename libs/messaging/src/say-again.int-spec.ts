import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { partitionCount } from '@redress/contracts';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { categorisedOn, startTrialCategoriser } from '../trial/categoriser.js';
import { SayAgain } from './say-again.js';

let database: TestDatabase;
let broker: TestBroker;
let admin: Admin;
let service: RunningService;
const taken: string[] = [];

const start = async (): Promise<void> => {
  service = await startTrialCategoriser(database, broker, async (fresh) => {
    taken.push(...fresh.map(({ subject }) => subject));
  });
};

const thisDay = (): { from: Date; to: Date } => ({
  from: new Date(Date.now() - 3_600_000),
  to: new Date(Date.now() + 3_600_000),
});

async function allUnsaidSaid(): Promise<void> {
  await eventually('an empty outbox', async () => {
    const [row] = await database.query<{ rows: number }>(
      'SELECT count(*)::int AS rows FROM categoriser.outbox WHERE said_at IS NULL',
    );
    return row?.rows === 0;
  });
}

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  admin = new Kafka({ clientId: 'test', brokers: broker.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
});

beforeEach(start);

afterEach(async () => {
  await service.stop();
  taken.length = 0;
});

afterAll(async () => {
  await Promise.all([admin?.disconnect(), database?.drop(), broker?.drop()]);
});

describe('a journal that was lost', () => {
  it('is said again from the archives: nothing is missing, nothing happens twice', async () => {
    const complaints = Array.from({ length: 40 }, () => aComplaintSubmitted());
    await broker.say(...complaints);
    const before = await eventually('everything to be said', async () => {
      const said = await categorisedOn(broker);
      return said.length === 40 && said;
    });
    await eventually('what was taken to be committed', async () => {
      const [group] = await admin.fetchOffsets({ groupId: `${broker.prefix}categoriser` });
      const committed = group?.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
      return committed === 80;
    });
    await broker.makeAnew('complaints');
    await broker.say(...complaints);
    expect(await service.app.get(SayAgain).say(thisDay(), {}, 'omar')).toEqual({ rows: 40, at: expect.any(Date) });
    const later = aComplaintSubmitted();
    await broker.say(later);
    const after = await eventually(
      'everything to be said again, and what is new',
      async () => {
        const said = await categorisedOn(broker);
        return new Set(said.map(({ id }) => id)).size === 41 && said;
      },
      { within: 25_000 },
    );
    const again = after.filter(({ subject }) => subject !== later.subject);
    expect(new Set(again.map((event) => JSON.stringify(event)))).toEqual(
      new Set(before.map((event) => JSON.stringify(event))),
    );
    expect(taken.sort()).toEqual([...complaints, later].map(({ subject }) => subject).sort());
    const acts = await database.query('SELECT act, rows, by FROM categoriser.outbox_act');
    expect(acts).toEqual([{ act: 'say-again', rows: 40, by: 'omar' }]);
  });

  it('is read from its beginning by a service whose committed offsets lie beyond its end', async () => {
    await service.stop();
    await broker.makeAnew('complaints');
    const partitions = Array.from({ length: partitionCount }, (_, partition) => ({ partition, offset: '1000' }));
    await eventually('its group to be empty', () =>
      admin
        .setOffsets({ groupId: `${broker.prefix}categoriser`, topic: `${broker.prefix}complaints`, partitions })
        .then(() => true),
    );
    const complaints = Array.from({ length: 30 }, () => aComplaintSubmitted());
    await broker.say(...complaints);
    await start();
    await eventually('all of them', () => new Set(taken).size === 30);
    expect(taken.sort()).toEqual(complaints.map(({ subject }) => subject).sort());
  });
});

describe('what a service has said', () => {
  it('is said again in its order, for the span that was asked for', async () => {
    const subject = aComplaintSubmitted().subject;
    await broker.say(...[1, 2, 3].map((sourceseq) => aComplaintSubmitted({}, { subject, sourceseq })));
    const about = async () => (await categorisedOn(broker)).filter((event) => event.subject === subject);
    await eventually('three events', async () => (await about()).length === 3);
    const nothing = { from: new Date(0), to: new Date(1) };
    expect(await service.app.get(SayAgain).say(nothing, {}, 'omar')).toEqual({ rows: 0, at: expect.any(Date) });
    await allUnsaidSaid();
    await service.app.get(SayAgain).say(thisDay(), {}, 'omar');
    const said = await eventually('three more', async () => {
      const events = await about();
      return events.length === 6 && events;
    });
    expect(said.map(({ sourceseq }) => sourceseq)).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('is said again event by event, and then the rest of it', async () => {
    const subject = aComplaintSubmitted().subject;
    await broker.say(...[1, 2, 3].map((sourceseq) => aComplaintSubmitted({}, { subject, sourceseq })));
    const about = async () => (await categorisedOn(broker)).filter((event) => event.subject === subject);
    const [, second] = await eventually('three events', async () => {
      const events = await about();
      return events.length === 3 && events;
    });
    await allUnsaidSaid();
    const again = service.app.get(SayAgain);
    const { at: saidBefore } = await again.sayEvents(thisDay(), [], 'omar');
    const wanted = [{ complaintId: subject, id: second?.id ?? '' }];
    expect((await again.sayEvents(thisDay(), wanted, 'omar')).rows).toBe(1);
    await allUnsaidSaid();
    await again.say(thisDay(), { saidBefore }, 'omar');
    const said = await eventually('all of them', async () => {
      const events = await about();
      return events.length === 6 && events;
    });
    expect(said.map(({ sourceseq }) => sourceseq)).toEqual([1, 2, 3, 2, 1, 3]);
  });
});
