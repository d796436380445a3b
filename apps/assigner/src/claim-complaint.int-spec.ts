import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { type HostedAssigner, hostAssigner } from '../trial/hosted-assigner.js';
import { poolComplaint, poolComplaints } from '../trial/pool-complaint.js';
import type { RoutedComplaintsView } from './routed-complaint.view.js';

let [database, broker, issuer]: [TestDatabase, TestBroker, TestIssuer] = [] as never;
let assigner: HostedAssigner;
const people = ['s0', 's1', 's2', 's3', 's4', 's5'];
const tokens: Record<string, string> = {};

beforeAll(async () => {
  [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  const { brokers, prefix: topicPrefix } = broker;
  assigner = await hostAssigner({
    issuer: issuer.url,
    databaseUrl: database.urlOf('assigner'),
    brokers,
    topicPrefix,
  });
  for (const sub of people) tokens[sub] = await issuer.tokenFor(sub, { roles: ['specialist'] });
  for (const role of ['lead', 'senior', 'customer', 'operator'])
    tokens[role] = await issuer.tokenFor(role, { roles: [role] });
});

beforeEach(async () => {
  await database.query('DELETE FROM assigner.complaint');
  await database.query('DELETE FROM assigner.specialist');
});

afterAll(async () => {
  await assigner?.service.stop();
  await Promise.all([database?.drop(), broker?.drop(), issuer?.drop()]);
});

const token = (sub: string): string => tokens[sub] ?? '';

/** Specialists who are absent: nothing is theirs but what they claim. */
async function list(ids: string[], capacity: number, category = 'withdrawals'): Promise<void> {
  for (const id of ids) {
    const skills = [{ category, language: 'ru' }];
    await assigner.put(`/v1/specialists/${id}`, token('lead'), { name: id, skills, capacity });
    await assigner.post('/v1/presence', token(id), { present: false });
  }
}

const claim = (sub: string, name: string) => assigner.post(`/v1/complaints/${name}/claim`, token(sub));

describe('Claiming', () => {
  it('gives a complaint that all want to exactly one of them', async () => {
    await list(people, 5);
    for (let round = 0; round < 10; round += 1) {
      const { id } = await poolComplaint(database);
      const answers = await Promise.all(people.map((sub) => claim(sub, id)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409]);
    }
  });

  it('gives nobody more than the capacity, however many are claimed at once', async () => {
    await list(['s0'], 3);
    const complaints = await poolComplaints(database, 12);
    const answers = await Promise.all(complaints.map(({ id }) => claim('s0', id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    const { body } = await assigner.get<RoutedComplaintsView>('/v1/queue', token('s0'));
    expect(body.items).toHaveLength(3);
  });

  it('keeps to the capacity while the dispatcher gives out as well', async () => {
    await list(people, 4);
    for (const sub of people) await assigner.post('/v1/presence', token(sub), { present: true });
    const complaints = await poolComplaints(database, 40);
    await Promise.all(complaints.map(({ id }, nth) => claim(people[nth % people.length] ?? '', id)));
    const counts = await eventually('everybody to be full', async () => {
      const rows = await database.query<{ open_count: number; held: string }>(
        `SELECT open_count, (SELECT count(*) FROM assigner.complaint c WHERE c.specialist_id = s.specialist_id) AS held
         FROM assigner.specialist s`,
      );
      return rows.every((row) => row.open_count === 4) && rows;
    });
    expect(counts.map(({ held }) => Number(held))).toEqual(Array(6).fill(4));
  });

  it('works by reference too, says so, and is refused for what is taken, unskilled or not there', async () => {
    await list(['s0', 's1'], 5);
    await list(['s2'], 5, 'deposits');
    const { id, reference } = await poolComplaint(database);
    expect((await claim('s2', id)).status).toBe(409);
    expect((await claim('s0', reference)).body).toMatchObject({ id, status: 'assigned', specialist: 's0' });
    expect((await claim('s1', id)).status).toBe(409);
    expect((await claim('s0', id)).status).toBe(409);
    for (const name of [randomUUID(), 'R-0000-0000', 'nonsense', '%20', "'--"]) {
      expect((await claim('s0', name)).status).toBe(404);
    }
    const [event] = await database.query<{ value: string }>(
      `SELECT value FROM assigner.outbox WHERE key = $1 AND type LIKE '%assigned%'`,
      [id],
    );
    expect(JSON.parse(event?.value ?? '')).toMatchObject({ data: { by: 'claim', reasons: ['claimed'] } });
  });

  it('is followed by a start, once', async () => {
    await list(['s0'], 5);
    const { id } = await poolComplaint(database);
    await claim('s0', id);
    const start = () => assigner.post(`/v1/complaints/${id}/start`, token('s0'));
    expect(await start()).toMatchObject({ status: 200, body: { status: 'in-progress' } });
    expect((await start()).status).toBe(409);
  });
});

describe('Lists', () => {
  it('show the queue in due order, page by page', async () => {
    await list(['s0'], 5);
    const made = [];
    for (const due of [30, 10, 20]) made.push((await poolComplaint(database, { due })).id);
    for (const id of made) await claim('s0', id);
    const first = await assigner.get<RoutedComplaintsView>('/v1/queue?limit=2', token('s0'));
    expect(first.body.items.map(({ id }) => id)).toEqual([made[1], made[2]]);
    const rest = await assigner.get<RoutedComplaintsView>(`/v1/queue?limit=2&after=${first.body.next}`, token('s0'));
    expect(rest.body).toMatchObject({ items: [{ id: made[0] }], next: null });
  });

  it('show the pool in the order in which it will be given out', async () => {
    const made = [];
    for (const hour of [3, 1, 2]) {
      const receivedAt = new Date(Date.UTC(2026, 10, 1, hour));
      made.push((await poolComplaint(database, { receivedAt, due: -hour })).id);
    }
    for (const role of ['lead', 'senior']) {
      const { body } = await assigner.get<RoutedComplaintsView>('/v1/pool?limit=200', token(role));
      expect(body.items.map(({ id }) => id)).toEqual([made[1], made[2], made[0]]);
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'after=x', 'unknown=1'])(
    'refuse a wrong page: %s',
    async (query) => {
      expect((await assigner.get(`/v1/pool?${query}`, token('lead'))).status).toBe(400);
    },
  );
});

describe('Specialists', () => {
  const body = { name: 'Иван', skills: [{ category: 'withdrawals', language: 'ru' }], capacity: 20 };

  it('are made by a lead, present and around the clock, and said once per change', async () => {
    const made = await assigner.put('/v1/specialists/ivan', token('lead'), body);
    expect(made).toMatchObject({
      status: 200,
      body: { ...body, id: 'ivan', shifts: [], present: true, onShift: true },
    });
    expect((await assigner.put('/v1/specialists/ivan', token('lead'), body)).body).toMatchObject({ version: 1 });
    const shifts = [{ days: [1, 2], from: '22:00', to: '06:00' }];
    const changed = await assigner.put('/v1/specialists/ivan', token('lead'), { ...body, shifts });
    expect(changed.body).toMatchObject({ version: 2, shifts });
    expect((await assigner.get('/v1/specialists/ivan', token('lead'))).body).toEqual(changed.body);
    expect((await assigner.get('/v1/specialists', token('lead'))).body).toEqual({ items: [changed.body], next: null });
  });

  it.each<[string, object]>([
    ['no name', { ...body, name: ' ' }],
    ['capacity 0', { ...body, capacity: 0 }],
    ['capacity 1001', { ...body, capacity: 1_001 }],
    ['half a capacity', { ...body, capacity: 1.5 }],
    ['capacity as text', { ...body, capacity: '5' }],
    ['an unknown category', { ...body, skills: [{ category: 'weather', language: 'ru' }] }],
    ['a wrong language', { ...body, skills: [{ category: 'other', language: 'Russian' }] }],
    ['a skill twice', { ...body, skills: [...body.skills, ...body.skills] }],
    ['a skill that is null', { ...body, skills: [null] }],
    ['a skill in a list of its own', { ...body, skills: [body.skills] }],
    ['an empty list for a skill', { ...body, skills: [[]] }],
    ['an empty list for a shift', { ...body, shifts: [[]] }],
    ['skills that are none', { ...body, skills: 'all' }],
    ['an eighth day', { ...body, shifts: [{ days: [8], from: '09:00', to: '18:00' }] }],
    ['a wrong time', { ...body, shifts: [{ days: [1], from: '9:00', to: '18:00' }] }],
    ['retired as text', { ...body, retired: 'yes' }],
    ['something unknown', { ...body, present: true }],
  ])('are refused with %s', async (_, wrong) => {
    expect((await assigner.put('/v1/specialists/ivan', token('lead'), wrong)).status).toBe(400);
  });

  it('have ids that fit into addresses and topics', async () => {
    for (const id of ['Ivan', '-ivan', 'ivan.petrov', 'i'.repeat(64), '%20']) {
      expect((await assigner.put(`/v1/specialists/${id}`, token('lead'), body)).status).toBe(400);
      expect((await assigner.get(`/v1/specialists/${id}`, token('lead'))).status).toBe(404);
    }
  });

  it('who are not on the list are told so', async () => {
    expect((await assigner.post('/v1/presence', token('s0'), { present: true })).status).toBe(404);
    expect((await assigner.post('/v1/shift/start', token('s0'))).status).toBe(404);
    expect((await assigner.get('/v1/queue', token('s0'))).body).toEqual({ items: [], next: null });
  });
});

describe('Roles', () => {
  it.each([
    ['GET', '/v1/queue', 'lead'],
    ['GET', '/v1/pool', 's0'],
    ['GET', '/v1/specialists', 'senior'],
    ['GET', '/v1/specialists/ivan', 's0'],
    ['POST', '/v1/presence', 'customer'],
    ['POST', '/v1/shift/end', 'operator'],
    ['POST', '/v1/complaints/R-0000-0000/claim', 'customer'],
    ['POST', '/v1/complaints/R-0000-0000/assign', 's0'],
  ])('are asked for: %s %s is forbidden to %s', async (method, path, sub) => {
    const ask = method === 'GET' ? assigner.get : assigner.post;
    expect(await ask(path, token(sub))).toMatchObject({ status: 403, body: { type: 'urn:redress:forbidden' } });
    expect((await ask(path, 'nonsense')).status).toBe(401);
  });
});
