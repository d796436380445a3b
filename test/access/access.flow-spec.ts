import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@redress/contracts';
import { eventually } from '@redress/testing';
import type { Kafka } from 'kafkajs';
import { Deployment } from '../../apps/redress/src/deployment.js';
import { readJournal } from '../../apps/redress/src/read-journal.js';
import { createTopics, takesGroups } from '../../deploy/local/src/index.js';
import { type GuardedBroker, startGuardedBroker } from './guarded-broker.js';
import { GuardedServices } from './guarded-services.js';
import { mayDo, type Party, parties, type Right } from './rights.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-operator-'));
type Verdict = { id: string; complaintId: string };
type Queue = { specialistId: string; complaints: { complaintId: string }[] };
type Notice = { complaintId: string };
let broker: GuardedBroker;
let services: GuardedServices;

const anything = (): boolean => true;

const as = (login: string): Kafka => broker.clientOf(broker.signIn(login));

async function write(kafka: Kafka, topic: string, key: string, value: object): Promise<void> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  try {
    await producer.connect();
    await producer.send({ topic, messages: [{ key, value: JSON.stringify(value) }] });
  } finally {
    await producer.disconnect();
  }
}

/** The first record of the topic that is the one sought; rejects when the broker refuses it. */
async function find<Found>(kafka: Kafka, at: { topic: string; group: string }, sought: (value: Found) => boolean) {
  const consumer = kafka.consumer({ groupId: at.group, maxWaitTimeInMs: 50 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: at.topic, fromBeginning: true });
    return await new Promise<Found>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const eachMessage = async ({ message }: { message: { value: Buffer | null } }): Promise<void> => {
        const value = JSON.parse(String(message.value)) as Found;
        if (sought(value)) resolve(value);
      };
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

/** As kafkajs tells of it: whoever may not use a group is not told who coordinates it. */
const refusals = /^(Not authorized to access topics|Failed to find group coordinator)/;

/** Whether the broker refused it for want of the right, and for nothing else. */
const isDenied = (what: Promise<unknown>): Promise<boolean> =>
  what.then(
    () => false,
    ({ message }: Error) => refusals.test(message),
  );

beforeAll(async () => {
  broker = await startGuardedBroker(parties);
  const launcher = { sasl: broker.signIn('launcher') };
  await createTopics(broker.brokers, '', launcher);
  await takesGroups(broker.brokers, launcher);
  services = await GuardedServices.start(broker);
}, 240_000);

afterAll(async () => {
  await services?.stop();
  await broker?.stop();
  rmSync(folder, { recursive: true });
}, 120_000);

describe('a broker that denies what was not given', () => {
  const keep = async (specialist: string): Promise<void> => {
    const body = { name: specialist, skills: [{ category: 'withdrawals', language: 'en' }], capacity: 3 };
    const kept = await services.ask('assigner', ['lena', 'lead'], `PUT /v1/specialists/${specialist}`, body);
    expect(kept).toMatchObject({ status: 200 });
  };

  /** Has the site send a complaint; its id, once its specialist has it. */
  const throughToTheSpecialist = async (id: string, group: string): Promise<string> => {
    const submission = { specversion: 1, channel: 'site', id, customer: { id: 'anna' }, category: 'withdrawals' };
    const text = 'My withdrawal of 500 has been pending for three days';
    await write(as('site'), 'submissions', `site:${id}`, { ...submission, text });
    const verdicts = { topic: 'submission-verdicts', group };
    const { complaintId } = await find<Verdict>(as('site'), verdicts, (verdict) => verdict.id === id);
    const assignments = { topic: 'assignments', group: `analyst-${id}` };
    const queue = await find<Queue>(as('analyst'), assignments, ({ complaints }) =>
      complaints.some((one) => one.complaintId === complaintId),
    );
    expect(['ivan', 'olga']).toContain(queue.specialistId);
    return complaintId;
  };

  const notice = (complaintId: string, group: string): Promise<Notice> =>
    find<Notice>(as('analyst'), { topic: 'notifications', group }, (one) => one.complaintId === complaintId);

  it('lets a complaint through from a channel to its specialist, everybody under rights of their own', async () => {
    await keep('ivan');
    const complaintId = await throughToTheSpecialist('1', 'site');
    await notice(complaintId, 'analyst-notices');
    // Who holds nothing reads what the skills of the topic of specialists allow: the desk has heard both.
    await keep('olga');
    await eventually('the desk to show it to who has its skill', async () => {
      return (await services.ask('desk', ['olga', 'specialist'], `GET /v1/complaints/${complaintId}`)).status === 200;
    });
  }, 120_000);

  it('lets an operator print the journal, and leaves no group behind', async () => {
    writeFileSync(join(folder, 'endpoints.json'), JSON.stringify({ kafka: broker.brokers, topicPrefix: '' }));
    const { mechanism, username, password } = broker.signIn('operator');
    const signIn = {
      KAFKA_SASL_MECHANISM: mechanism,
      KAFKA_SASL_USERNAME: username,
      KAFKA_SASL_PASSWORD: password,
    };
    Object.assign(process.env, signIn);
    const said: unknown[] = [];
    try {
      await readJournal(Deployment.in(folder), ({ event }) => void said.push(event?.type));
    } finally {
      for (const name of Object.keys(signIn)) delete process.env[name];
    }
    expect(said).toContain('redress.complaint-assigned.v1');
    expect((await broker.groups()).filter((group) => group.startsWith('redress-'))).toEqual([]);
  });

  it('denies a channel the journal, and what other channels sent', async () => {
    expect(await isDenied(write(as('site'), 'complaints', 'site:2', {}))).toBe(true);
    for (const topic of ['complaints', 'submissions', 'notifications']) {
      expect([topic, await isDenied(find(as('site'), { topic, group: 'site' }, anything))]).toEqual([topic, true]);
    }
  });

  it("denies a channel the places of a service and another's groups", async () => {
    for (const group of ['intake', 'desk-specialists', 'site2']) {
      const verdicts = { topic: 'submission-verdicts', group };
      expect([group, await isDenied(find(as('site'), verdicts, anything))]).toEqual([group, true]);
    }
  });

  it('denies all but intake the words that lie in clear', async () => {
    const groupOf = {
      categoriser: 'categoriser',
      assigner: 'assigner',
      notifier: 'notifier',
      desk: 'desk',
      analyst: 'analyst-1',
      operator: 'redress-1',
    };
    for (const [login, group] of Object.entries(groupOf)) {
      expect([login, await isDenied(find(as(login), { topic: 'submissions', group }, anything))]).toEqual([
        login,
        true,
      ]);
    }
  });

  it('denies everybody to write a topic that is not theirs', async () => {
    const notTheirs = parties.flatMap((party) =>
      Object.keys(topics)
        .filter((topic) => !mayDo(party, 'Write', topic))
        .map((topic) => ({ login: party.login, topic })),
    );
    expect(notTheirs).toContainEqual({ login: 'intake', topic: 'submissions' });
    expect(notTheirs).toContainEqual({ login: 'notifier', topic: 'complaints' });
    const denied = await Promise.all(
      notTheirs.map(({ login, topic }) => isDenied(write(as(login), topic, 'anything', {}))),
    );
    expect(notTheirs.filter((_, nth) => !denied[nth])).toEqual([]);
  });

  it('lets nobody in without a login, nor with a wrong password', async () => {
    await expect(write(broker.clientOf(), 'submissions', 'site:2', {})).rejects.toThrow('Closed connection');
    const stranger = broker.clientOf({ ...broker.signIn('site'), password: 'a guess' });
    await expect(write(stranger, 'submissions', 'site:2', {})).rejects.toThrow(/Authentication failed/);
  });

  it('loses nothing while a right is missing, and goes on when it is given', async () => {
    const { rights } = parties.find(({ login }) => login === 'notifier') as Party;
    const [read, say] = rights as [Right, Right];
    await Promise.all([broker.takeAway('notifier', read), broker.takeAway('notifier', say)]);
    const complaintId = await throughToTheSpecialist('2', 'site-later');
    await broker.give('notifier', read);
    await eventually(
      'the notice to wait',
      async () => {
        const { text } = await services.ask('notifier', ['omar', 'operator'], 'GET /metrics');
        return /^redress_outbox_rows\S* [1-9]/m.test(text);
      },
      { within: 30_000 },
    );
    await broker.give('notifier', say);
    await notice(complaintId, 'analyst-later');
  }, 120_000);

  it("lets a service's tables be proven from the journal, and leaves no group behind", async () => {
    expect(await services.proveAssigner('access')).toEqual([]);
    expect((await broker.groups()).filter((group) => group.includes('rebuild'))).toEqual([]);
  }, 120_000);
});
