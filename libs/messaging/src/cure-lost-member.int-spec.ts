import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { type Admin, Kafka, KafkaJSConnectionError, logLevel } from 'kafkajs';
import { startTrialCategoriser } from '../trial/categoriser.js';

interface Requests {
  heartbeat(member: { groupId: string; memberId: string }): Promise<unknown>;
  joinGroup(member: { groupId: string }): Promise<unknown>;
  leaveGroup(member: { groupId: string; memberId: string }): Promise<unknown>;
}

/** How kafkajs makes its requests. */
const { prototype: requests } = createRequire(import.meta.url)('kafkajs/src/broker/index.js') as {
  prototype: Requests;
};

let database: TestDatabase;
let broker: TestBroker;
let service: RunningService;
let admin: Admin;

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  admin = new Kafka({ clientId: 'test', brokers: broker.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  service = await startTrialCategoriser(database, broker, async () => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([admin?.disconnect(), database?.drop(), broker?.drop()]);
});

const groupId = (): string => `${broker.prefix}categoriser`;

async function memberId(): Promise<string | undefined> {
  const { groups } = await admin.describeGroups([groupId()]);
  return groups[0]?.members[0]?.memberId;
}

async function committed(): Promise<number> {
  const offsets = await admin.fetchOffsets({ groupId: groupId() });
  return offsets.flatMap(({ partitions }) => partitions).filter(({ offset }) => Number(offset) > 0).length;
}

describe('a consumer that its group has put out', () => {
  it('joins again, though the broker goes away while it does, and commits what it takes', async () => {
    const put = await eventually('a member', memberId);
    const { heartbeat } = requests;
    jest.spyOn(requests, 'heartbeat').mockImplementationOnce(async function (this: Requests, member) {
      jest.spyOn(requests, 'joinGroup').mockRejectedValueOnce(new KafkaJSConnectionError('away'));
      await this.leaveGroup(member);
      return heartbeat.call(this, member);
    });
    const again = await eventually('another member', async () => {
      const now = await memberId();
      return now !== put && now;
    });
    expect(again).not.toBe(put);
    await broker.say(aComplaintSubmitted());
    await eventually('a commit', async () => (await committed()) > 0);
  });
});
