import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { categorisedOn, startTrialCategoriser } from '../trial/categoriser.js';

let database: TestDatabase;
let broker: TestBroker;
const running = new Set<RunningService>();

/** How many events each instance took, by its number. */
const takenBy = new Map<number, number>();

async function startInstance(number: number): Promise<RunningService> {
  const service = await startTrialCategoriser(database, broker, async (fresh) => {
    takenBy.set(number, (takenBy.get(number) ?? 0) + fresh.length);
  });
  running.add(service);
  return service;
}

async function stopInstance(service: RunningService): Promise<void> {
  running.delete(service);
  await service.stop();
}

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
});

afterAll(async () => {
  await Promise.all([...running].map(stopInstance));
  await Promise.all([database?.drop(), broker?.drop()]);
});

describe('several instances of a service', () => {
  it('share the work, and one that joins or leaves in the middle of it loses and doubles nothing', async () => {
    const said: string[] = [];
    const sayMore = async (count: number): Promise<void> => {
      const complaints = Array.from({ length: count }, () => aComplaintSubmitted());
      said.push(...complaints.map(({ subject }) => subject));
      await broker.say(...complaints);
    };
    const [first] = await Promise.all([startInstance(1), startInstance(2)]);
    for (let joined = 3; joined <= 5; joined += 1) {
      await sayMore(120);
      const guest = await startInstance(joined);
      await sayMore(120);
      await stopInstance(guest);
    }
    // The first to start holds the relay's lock: another has to take it over.
    await stopInstance(first as RunningService);
    await sayMore(120);
    const categorised = await eventually(
      'a verdict on every complaint',
      async () => {
        const events = await categorisedOn(broker);
        return new Set(events.map(({ subject }) => subject)).size === said.length && events;
      },
      { within: 25_000, every: 200 },
    );
    expect(new Set(categorised.map(({ id }) => id)).size).toBe(said.length);
    expect(categorised.every(({ sourceseq }) => sourceseq === 1)).toBe(true);
    expect(takenBy.get(2)).toBeGreaterThan(0);
  });
});
