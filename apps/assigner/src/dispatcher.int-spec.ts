import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type AssignmentsDocument,
  ComplaintAssigned,
  ComplaintPooled,
  type EventClass,
  eventOfClass,
  type JournalEvent,
} from '@redress/contracts';
import {
  aComplaintCategorised,
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { type HostedAssigner, hostAssigner } from '../trial/hosted-assigner.js';

let [database, broker, issuer]: [TestDatabase, TestBroker, TestIssuer] = [] as never;
let assigners: HostedAssigner[] = [];
let lena: string;

beforeAll(async () => {
  [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  const { brokers, prefix: topicPrefix } = broker;
  const surroundings = { issuer: issuer.url, databaseUrl: database.urlOf('assigner'), brokers, topicPrefix };
  // Two at once: whatever one of them decides, the other may be deciding too.
  assigners = [await hostAssigner(surroundings), await hostAssigner(surroundings)];
  lena = await issuer.tokenFor('lena', { roles: ['lead'] });
});

beforeEach(async () => {
  await database.query('DELETE FROM assigner.complaint');
  await database.query('DELETE FROM assigner.specialist');
});

afterAll(async () => {
  await Promise.all(assigners.map(({ service }) => service.stop()));
  await Promise.all([database?.drop(), broker?.drop(), issuer?.drop()]);
});

async function list(id: string, capacity: number, skills: string[] = ['withdrawals ru'], more = {}): Promise<void> {
  const pairs = skills.map((skill) => skill.split(' ')).map(([category, language]) => ({ category, language }));
  const answer = await assigners[0]?.put(`/v1/specialists/${id}`, lena, { name: id, skills: pairs, capacity, ...more });
  expect(answer?.status).toBe(200);
}

let minute = 0;

/** Complaints, each received a minute after the one before, as intake and categoriser say them. */
async function complain(count: number, category = 'withdrawals', language = 'ru'): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUIDv7());
  const events = ids.flatMap((subject) => {
    minute += 1;
    const receivedAt = new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();
    const promisedBy = new Date(Date.UTC(2026, 10, 3, 0, minute)).toISOString();
    const submitted = aComplaintSubmitted({ language, receivedAt, promisedBy }, { subject });
    return [submitted, aComplaintCategorised({ category: category as never }, { subject, causationid: submitted.id })];
  });
  await broker.say(...events);
  return ids;
}

const journal = async (): Promise<JournalEvent[]> =>
  (await broker.read('complaints')).map(({ value }) => JSON.parse(value ?? '') as JournalEvent);

async function said<Data extends object>(event: EventClass<Data>, ids: string[]): Promise<JournalEvent<Data>[]> {
  const all = await journal();
  const { type } = eventOfClass(event);
  return all.filter((one) => one.type === type && ids.includes(one.subject)) as JournalEvent<Data>[];
}

const standing = async (ids: string[]) =>
  await database.query<{ id: string; status: string; holder: string | null; waiting: string | null }>(
    `SELECT complaint_id AS id, status, specialist_id AS holder, waiting FROM assigner.complaint
     WHERE complaint_id = ANY($1) ORDER BY received_at`,
    [ids],
  );

const settled = (ids: string[], held: number) =>
  eventually('everything to be given out or to wait', async () => {
    const rows = await standing(ids);
    const given = rows.filter(({ holder }) => holder !== null).length;
    const waits = rows.filter(({ waiting }) => waiting !== null).length;
    return given === held && given + waits === ids.length && rows;
  });

describe('Two dispatchers at once', () => {
  it('never exceed a capacity and give nothing twice', async () => {
    await list('ivan', 30, ['withdrawals ru', 'deposits ru']);
    await list('olga', 20, ['deposits ru']);
    await list('peter', 11, ['withdrawals ru']);
    const ids = (await Promise.all([complain(120), complain(120, 'deposits')])).flat();
    await settled(ids, 61);
    const counts = await database.query('SELECT specialist_id, open_count FROM assigner.specialist ORDER BY 1');
    expect(counts).toEqual([
      { specialist_id: 'ivan', open_count: 30 },
      { specialist_id: 'olga', open_count: 20 },
      { specialist_id: 'peter', open_count: 11 },
    ]);
    const assigned = await eventually('the journal to hold what was decided', async () => {
      const [given, pooled] = [await said(ComplaintAssigned, ids), await said(ComplaintPooled, ids)];
      return given.length + pooled.length === 240 && given;
    });
    expect(new Set(assigned.map(({ subject }) => subject)).size).toBe(61);
  });

  it('give the oldest first', async () => {
    const ids = await complain(40);
    await settled(ids, 0);
    await list('ivan', 15);
    const rows = await settled(ids, 15);
    expect(rows.map(({ holder }) => holder)).toEqual([...Array(15).fill('ivan'), ...Array(25).fill(null)]);
  });
});

describe('A complaint nobody can take', () => {
  it('waits with the reason, said once, does not block the next, and is given when somebody comes', async () => {
    await list('ivan', 5);
    const german = await complain(1, 'withdrawals', 'de');
    const russian = await complain(1);
    const [waits, next] = await settled([...german, ...russian], 1);
    expect(waits).toMatchObject({ waiting: 'nobody-skilled' });
    expect(next).toMatchObject({ holder: 'ivan' });
    await list('greta', 5, ['withdrawals de']);
    expect(await settled(german, 1)).toMatchObject([{ holder: 'greta' }]);
    const pooled = await said(ComplaintPooled, german);
    expect(pooled).toMatchObject([{ data: { episode: 1, reason: 'nobody-skilled' } }]);
  });

  it('is given when somebody is present again, or begins a shift', async () => {
    const ivan = await issuer.tokenFor('ivan', { roles: ['specialist'] });
    await list('ivan', 5, ['withdrawals ru'], { shifts: [] });
    const [assigner] = assigners;
    expect((await assigner?.post('/v1/presence', ivan, { present: false }))?.status).toBe(200);
    const first = await complain(1);
    expect(await settled(first, 0)).toMatchObject([{ waiting: 'nobody-free' }]);
    await assigner?.post('/v1/presence', ivan, { present: true });
    await settled(first, 1);
    expect((await assigner?.post('/v1/shift/end', ivan))?.body).toEqual({ present: true, onShift: false });
    const second = await complain(1);
    await settled(second, 0);
    await assigner?.post('/v1/shift/start', ivan);
    await settled(second, 1);
  });
});

describe('What is said', () => {
  it('follows from the event that pooled it, at a lower offset of the same partition', async () => {
    await list('ivan', 1);
    const ids = await complain(2);
    await settled(ids, 1);
    const events = await eventually('both decisions on the journal', async () => {
      const all = (await journal()).filter(({ subject }) => ids.includes(subject));
      return all.length === 6 && all;
    });
    for (const event of events.filter(({ source }) => source === 'assigner')) {
      const cause = events.findIndex(({ id }) => id === event.causationid);
      expect(events[cause]).toMatchObject({ subject: event.subject, source: 'categoriser' });
      expect(cause).toBeLessThan(events.indexOf(event));
      expect(event).toMatchObject({ sourceseq: 1, correlationid: event.subject });
    }
  });

  it('puts whole queues on assignments, in due order, and specialists on specialists', async () => {
    await list('ivan', 5);
    const ids = await complain(3);
    const queue = await eventually('a queue of three', async () => {
      const queues = (await broker.read('assignments')).map(
        ({ value }) => JSON.parse(value ?? '') as AssignmentsDocument,
      );
      return queues.find(({ specialistId, complaints }) => specialistId === 'ivan' && complaints.length === 3);
    });
    expect(queue.complaints.map(({ complaintId }) => complaintId)).toEqual(ids);
    expect(queue.complaints[0]).toEqual({
      complaintId: ids[0],
      reference: 'R-7K3M-9QXZ',
      category: 'withdrawals',
      tags: [],
      language: 'ru',
      complexity: 'simple',
      due: expect.stringMatching(/^2026-11-0.*Z$/),
      reason: 'fewest-open',
    });
    const documents = (await broker.read('specialists')).filter(({ key }) => key === 'ivan');
    expect(JSON.parse(documents.at(-1)?.value ?? '')).toMatchObject({ specialistId: 'ivan', capacity: 5, shifts: [] });
  });

  it('takes effect again from the journal when the tables have forgotten it', async () => {
    await list('ivan', 5);
    const [id = ''] = await complain(1);
    await settled([id], 1);
    const [assigned] = await eventually('the assignment on the journal', async () => {
      const events = await said(ComplaintAssigned, [id]);
      return events.length === 1 && events;
    });
    await database.query(
      `UPDATE assigner.complaint SET status = 'received', specialist_id = NULL, assignment_id = NULL, said = 0`,
    );
    await database.query(`UPDATE assigner.specialist SET open_count = 0`);
    await database.query('DELETE FROM assigner.heard WHERE source = $1', ['assigner']);
    await broker.say(assigned as JournalEvent);
    const [row] = await settled([id], 1);
    expect(row).toMatchObject({ holder: 'ivan', status: 'assigned' });
    expect(await database.query('SELECT open_count FROM assigner.specialist')).toEqual([{ open_count: 1 }]);
  });
});
