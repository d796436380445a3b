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
import { type Answer, type HostedAssigner, hostAssigner } from '../trial/hosted-assigner.js';
import { type PooledComplaint, poolComplaint, poolComplaints } from '../trial/pool-complaint.js';
import type { RoutedComplaintsView, RoutedComplaintView } from './routed-complaint.view.js';

let [database, broker, issuer]: [TestDatabase, TestBroker, TestIssuer] = [] as never;
let assigner: HostedAssigner;
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
  for (const sub of ['ivan', 'olga', 'peter']) tokens[sub] = await issuer.tokenFor(sub, { roles: ['specialist'] });
  tokens.lena = await issuer.tokenFor('lena', { roles: ['lead'] });
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

/** Puts specialists on the list who take withdrawals in Russian; the absent are given nothing by the rule. */
async function list(id: string, { capacity = 5, present = true, category = 'withdrawals' } = {}): Promise<void> {
  const skills = [{ category, language: 'ru' }];
  await assigner.put(`/v1/specialists/${id}`, token('lena'), { name: id, skills, capacity });
  if (!present) await assigner.post('/v1/presence', token(id), { present });
}

const act = (sub: string, complaint: PooledComplaint, what: string, body?: unknown) =>
  assigner.post<RoutedComplaintView>(`/v1/complaints/${complaint.id}/${what}`, token(sub), body);

async function holderOf({ id }: PooledComplaint): Promise<string | null> {
  const [row] = await database.query<{ specialist_id: string | null }>(
    'SELECT specialist_id FROM assigner.complaint WHERE complaint_id = $1',
    [id],
  );
  return row?.specialist_id ?? null;
}

const held = (complaint: PooledComplaint, by: string) =>
  eventually(`${by} to hold it`, async () => (await holderOf(complaint)) === by);

const queueOf = (sub: string): Promise<Answer<RoutedComplaintsView>> => assigner.get('/v1/queue', token(sub));

const said = async ({ id }: PooledComplaint) =>
  await database.query<{ type: string; value: string }>(
    'SELECT type, value FROM assigner.outbox WHERE complaint_id = $1 ORDER BY id',
    [id],
  );

describe('Handing over', () => {
  it('never returns to the giver while another can take it', async () => {
    await list('ivan', { capacity: 20 });
    const complaints = await poolComplaints(database, 6);
    for (const complaint of complaints) await held(complaint, 'ivan');
    await list('olga', { capacity: 20 });
    await database.query(`UPDATE assigner.specialist SET open_count = 12 WHERE specialist_id = 'olga'`);
    for (const complaint of complaints) {
      expect((await act('ivan', complaint, 'hand-over', { reason: 'Ухожу' })).status).toBe(200);
    }
    for (const complaint of complaints) await held(complaint, 'olga');
  });

  it('says that it was released and then assigned, in this order, and keeps no words', async () => {
    await list('ivan');
    const complaint = await poolComplaint(database);
    await held(complaint, 'ivan');
    await list('olga');
    const answer = await act('ivan', complaint, 'hand-over', { reason: 'Знаю клиента лично', to: 'olga' });
    expect(answer.body).toMatchObject({ id: complaint.id, status: 'assigned', specialist: 'olga' });
    const all = (await said(complaint)).map(({ value }) => JSON.parse(value));
    expect(all.map(({ sourceseq }) => sourceseq)).toEqual(all.map((_, at) => at + 1));
    // A round that looked before ivan was listed may have said that it waits.
    const events = all.filter(({ type }) => type !== 'redress.complaint-pooled.v1');
    expect(events.map(({ type }) => type)).toEqual([
      'redress.complaint-assigned.v1',
      'redress.complaint-released.v1',
      'redress.complaint-assigned.v1',
    ]);
    expect(events[1].data).toEqual({ assignmentId: events[0].data.assignmentId, reason: 'handed-over' });
    expect(events[2]).toMatchObject({ causationid: events[1].id, data: { specialistId: 'olga', by: 'claim' } });
    expect(JSON.stringify(events)).not.toContain('клиента');
  });

  it('to somebody full, unskilled, unknown, retired or to oneself is refused and changes nothing', async () => {
    await list('ivan');
    const complaint = await poolComplaint(database);
    await held(complaint, 'ivan');
    await list('olga', { capacity: 1, category: 'deposits' });
    await list('peter', { capacity: 1 });
    await database.query(`UPDATE assigner.specialist SET open_count = 1 WHERE specialist_id = 'peter'`);
    for (const to of ['olga', 'peter', 'nobody', 'ivan']) {
      const answer = await act('ivan', complaint, 'hand-over', { reason: 'why', to });
      expect(answer).toMatchObject({ status: 409, body: { type: 'urn:redress:wrong-state' } });
    }
    expect(await holderOf(complaint)).toBe('ivan');
    expect(await said(complaint)).toHaveLength(1);
  });

  it('is refused to others: 409 to who may see it, 404 to who may not', async () => {
    await list('ivan');
    const complaint = await poolComplaint(database);
    await held(complaint, 'ivan');
    await list('olga', { present: false });
    await list('peter', { category: 'deposits', present: false });
    for (const [body, what] of [[{ reason: 'why' }, 'hand-over'] as const, [undefined, 'start'] as const]) {
      expect((await act('olga', complaint, what, body)).status).toBe(409);
      expect((await act('peter', complaint, what, body)).status).toBe(404);
    }
    await act('ivan', complaint, 'hand-over', { reason: 'why', to: 'olga' });
    expect((await act('ivan', complaint, 'start')).status).toBe(409);
  });

  it.each([{}, { reason: '' }, { reason: ' ' }, { reason: 5 }, { reason: 'a'.repeat(2_001) }, { reason: 'a\0b' }])(
    'without a usable reason is invalid: %j',
    async (body) => {
      const complaint = await poolComplaint(database);
      expect((await act('ivan', complaint, 'hand-over', body)).status).toBe(400);
    },
  );
});

describe('Retiring', () => {
  it('puts what a specialist holds back into the pool, for others', async () => {
    await list('ivan');
    const complaint = await poolComplaint(database);
    await held(complaint, 'ivan');
    await act('ivan', complaint, 'start');
    await list('olga');
    const skills = [{ category: 'withdrawals', language: 'ru' }];
    await assigner.put('/v1/specialists/ivan', token('lena'), { name: 'ivan', skills, capacity: 5, retired: true });
    await held(complaint, 'olga');
    const released = (await said(complaint)).map(({ value }) => JSON.parse(value)).at(-2);
    expect(released).toMatchObject({ type: 'redress.complaint-released.v1', data: { reason: 'retired' } });
    expect((await queueOf('ivan')).body.items).toEqual([]);
    const [ivan] = await database.query(`SELECT open_count FROM assigner.specialist WHERE specialist_id = 'ivan'`);
    expect(ivan).toEqual({ open_count: 0 });
  });
});

describe('A lead', () => {
  it('gives a complaint to somebody else, whoever holds it', async () => {
    await list('ivan');
    const complaint = await poolComplaint(database);
    await held(complaint, 'ivan');
    await list('olga');
    const answer = await act('lena', complaint, 'assign', { specialist: 'olga' });
    expect(answer).toMatchObject({ status: 200, body: { specialist: 'olga', reason: 'chosen-by-lead' } });
    expect((await queueOf('ivan')).body.items).toEqual([]);
    const types = (await said(complaint)).map(({ value }) => JSON.parse(value).data.reason);
    expect(types).toEqual([undefined, 'reassigned', undefined]);
  });

  it('goes beyond skills and capacity only by override, and never to the retired', async () => {
    await list('ivan', { capacity: 1, category: 'deposits', present: false });
    const complaint = await poolComplaint(database);
    expect((await act('lena', complaint, 'assign', { specialist: 'ivan' })).status).toBe(409);
    expect((await act('lena', complaint, 'assign', { specialist: 'ivan', override: true })).status).toBe(200);
    const second = await poolComplaint(database, { category: 'deposits' });
    expect((await act('lena', second, 'assign', { specialist: 'ivan' })).status).toBe(409);
    expect((await act('lena', second, 'assign', { specialist: 'ivan', override: true })).status).toBe(200);
    await assigner.put('/v1/specialists/olga', token('lena'), { name: 'o', skills: [], capacity: 1, retired: true });
    expect((await act('lena', second, 'assign', { specialist: 'olga', override: true })).status).toBe(409);
  });
});

describe('A complaint with a parked event', () => {
  it('is passed by until the event is released, and does not block the next', async () => {
    const [parked, next] = (await poolComplaints(database, 2)) as [PooledComplaint, PooledComplaint];
    await database.query(
      `INSERT INTO assigner.parked (id, topic, partition, record_offset, complaint_id, headers, reason, detail)
       VALUES (gen_random_uuid(), 'complaints', 0, 0, $1, '{}', 'failed', '')`,
      [parked.id],
    );
    await list('ivan');
    await held(next, 'ivan');
    expect((await act('ivan', parked, 'claim')).status).toBe(409);
    expect(await holderOf(parked)).toBeNull();
    await database.query('DELETE FROM assigner.parked');
    await held(parked, 'ivan');
  });
});
