import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
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

describe('what a service has said', () => {
  it('is said again in its order, for the span that was asked for', async () => {
    const subject = aComplaintSubmitted().subject;
    await broker.say(...[1, 2, 3].map((sourceseq) => aComplaintSubmitted({}, { subject, sourceseq })));
    const about = async () => (await categorisedOn(broker)).filter((event) => event.subject === subject);
    await eventually('three events', async () => (await about()).length === 3);
    const nothing = { from: new Date(0), to: new Date(1) };
    expect(await service.app.get(SayAgain).say(nothing, 'omar')).toEqual({ rows: 0 });
    await allUnsaidSaid();
    await service.app.get(SayAgain).say(thisDay(), 'omar');
    const said = await eventually('three more', async () => {
      const events = await about();
      return events.length === 6 && events;
    });
    expect(said.map(({ sourceseq }) => sourceseq)).toEqual([1, 2, 3, 1, 2, 3]);
  });
});
