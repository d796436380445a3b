import { randomUUIDv7 } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { ComplaintCategorised } from '@redress/contracts';
import { eventually, makeTestBroker, makeTestDatabase, type TestBroker, type TestDatabase } from '@redress/testing';
import { KafkaJSProtocolError } from 'kafkajs';
import { categorisedOn, startTrialCategoriser, verdict } from '../trial/categoriser.js';
import { Journal } from './journal.js';
import { say } from './say.js';

/** How kafkajs makes every one of its requests to store records. */
const requests = createRequire(import.meta.url)('kafkajs/src/broker/index.js') as {
  prototype: { produce(this: unknown, request: object): Promise<unknown> };
};

let database: TestDatabase;
let broker: TestBroker;
let service: RunningService;

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  service = await startTrialCategoriser(database, broker, async () => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([database?.drop(), broker?.drop()]);
});

async function sayOne(): Promise<string> {
  const subject = randomUUIDv7();
  const saying = say(ComplaintCategorised, { subject, correlationid: subject }, verdict);
  await service.app.get(Journal).decide(async () => ({ answer: undefined, say: [saying] }));
  return subject;
}

/** Says one more, and resolves with all that had been said when it was. */
async function saidWithNext(): Promise<string[]> {
  const next = await sayOne();
  return eventually('what is said next', async () => {
    const subjects = (await categorisedOn(broker)).map(({ subject }) => subject);
    return subjects.includes(next) && subjects;
  });
}

const anotherRelaySaysAll = () => database.query('UPDATE categoriser.outbox SET said_at = clock_timestamp()');

describe('what the broker refused', () => {
  it('is read again before it is sent again, for another relay may have said it meanwhile', async () => {
    const moved = { type: 'NOT_LEADER_FOR_PARTITION', code: 6, retriable: true, message: 'there was an election' };
    let isRefused = false;
    jest.spyOn(requests.prototype, 'produce').mockImplementationOnce(async () => {
      await anotherRelaySaysAll();
      isRefused = true;
      throw new KafkaJSProtocolError(moved as never);
    });
    const refused = await sayOne();
    await eventually('the refusal', () => isRefused);
    expect(await saidWithNext()).not.toContain(refused);
  });
});

describe('a relay that was stopped between reading and writing', () => {
  it('writes nothing when it goes on after its lock may have gone to another', async () => {
    const { produce } = requests.prototype;
    const now = performance.now.bind(performance);
    let goesOn = false;
    jest.spyOn(requests.prototype, 'produce').mockImplementationOnce(async function (this: unknown, request) {
      await anotherRelaySaysAll();
      const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + 7_000);
      goesOn = true;
      return produce.call(this, request).finally(() => clock.mockRestore());
    });
    const old = await sayOne();
    await eventually('the relay to go on', () => goesOn);
    expect(await saidWithNext()).not.toContain(old);
  });
});
