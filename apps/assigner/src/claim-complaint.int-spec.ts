import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import { type Complained, StagedAssigner } from '../trial/staged-assigner.js';
import type { RoutedComplaintsView } from './routed-complaint.view.js';

let stage: StagedAssigner;
const people = ['s0', 's1', 's2', 's3', 's4', 's5'];

beforeAll(async () => {
  stage = await StagedAssigner.set();
});

beforeEach(() => stage.clear());

afterAll(() => stage?.strike());

/** Specialists who are absent: nothing is theirs but what they claim. */
async function list(ids: string[], capacity: number, category = 'withdrawals'): Promise<void> {
  for (const id of ids) await stage.list(id, { capacity, skills: [`${category} ru`], present: false });
}

const claim = (sub: string, complaint: Complained) => stage.act(sub, complaint, 'claim');

describe('Claiming', () => {
  it('gives a complaint that all want to exactly one of them', async () => {
    await list(people, 5);
    for (const complaint of await stage.complain(10)) {
      const answers = await Promise.all(people.map((sub) => claim(sub, complaint)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409]);
    }
  });

  it('gives nobody more than the capacity, however many are claimed at once', async () => {
    await list(['s0'], 3);
    const complaints = await stage.complain(12);
    const answers = await Promise.all(complaints.map((complaint) => claim('s0', complaint)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    const { body } = await stage.queueOf('s0');
    expect(body.items).toHaveLength(3);
  });

  it('keeps to the capacity while the dispatcher gives out as well', async () => {
    await list(people, 4);
    const complaints = await stage.complain(40);
    const claims = complaints.map((complaint, nth) => claim(people[nth % people.length] ?? '', complaint));
    await Promise.all([...claims, ...people.map((sub) => stage.present(sub, true))]);
    await eventually('everybody to be full', async () => {
      const open = Object.values(await stage.open());
      return open.length === 6 && open.every((count) => count === 4);
    });
    const held = (await stage.rows(complaints)).flatMap(({ holder }) => holder ?? []);
    expect(people.map((sub) => held.filter((holder) => holder === sub).length)).toEqual(Array(6).fill(4));
  });

  it('works by reference too, says so, and is refused for what is taken, unskilled or not there', async () => {
    await list(['s0', 's1'], 5);
    await list(['s2'], 5, 'deposits');
    const complaint = await stage.complainOnce();
    const { id, reference } = complaint;
    expect((await claim('s2', complaint)).status).toBe(409);
    expect((await claim('s0', { id: reference, reference })).body).toMatchObject({
      id,
      status: 'assigned',
      specialist: 's0',
    });
    expect((await claim('s1', complaint)).status).toBe(409);
    expect((await claim('s0', complaint)).status).toBe(409);
    for (const name of [randomUUID(), 'R-0000-0000', 'nonsense', '%20', "'--"]) {
      expect((await claim('s0', { id: name, reference })).status).toBe(404);
    }
    const [assigned] = await stage.said(complaint);
    expect(assigned).toMatchObject({
      name: 'complaint-assigned',
      event: { data: { by: 'claim', reasons: ['claimed'] } },
    });
  });

  it('has nothing to say but its address, nor has a start: a body is refused', async () => {
    await list(['s0'], 5);
    const complaint = await stage.complainOnce();
    expect(await stage.act('s0', complaint, 'claim', { specialist: 's0' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'specialist' }] },
    });
    expect((await stage.act('s0', complaint, 'claim', {})).status).toBe(200);
    expect((await stage.act('s0', complaint, 'start', [1])).status).toBe(400);
    expect((await stage.act('s0', complaint, 'start')).status).toBe(200);
  });

  it('is followed by a start, once', async () => {
    await list(['s0'], 5);
    const complaint = await stage.complainOnce();
    await claim('s0', complaint);
    const start = () => stage.act('s0', complaint, 'start');
    expect(await start()).toMatchObject({ status: 200, body: { status: 'in-progress' } });
    expect((await start()).status).toBe(409);
  });
});

describe('Lists', () => {
  it('show the queue in due order, page by page', async () => {
    await list(['s0'], 5);
    const made: Complained[] = [];
    for (const due of [30, 10, 20]) made.push(await stage.complainOnce({ due }));
    for (const complaint of made) await claim('s0', complaint);
    const first = await stage.queueOf('s0', '?limit=2');
    expect(first.body.items.map(({ id }) => id)).toEqual([made[1]?.id, made[2]?.id]);
    expect(first.body.items[0]).toMatchObject({ status: 'assigned', episode: 1, stage: 1, category: 'withdrawals' });
    const rest = await stage.queueOf('s0', `?limit=2&after=${first.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ id: made[0]?.id }], next: null });
  });

  it('show the pool in the order in which it will be given out', async () => {
    const made: string[] = [];
    for (const received of [3, 1, 2]) made.push((await stage.complainOnce({ received, due: 100 - received })).id);
    for (const sub of ['lena', 'nina']) {
      const { body } = await stage.assigner.get<RoutedComplaintsView>('/v1/pool?limit=200', stage.token(sub));
      expect(body.items.map(({ id }) => id)).toEqual([made[1], made[2], made[0]]);
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'after=x', 'unknown=1'])(
    'refuse a wrong page: %s',
    async (query) => {
      expect((await stage.assigner.get(`/v1/pool?${query}`, stage.token('lena'))).status).toBe(400);
    },
  );
});

describe('Roles', () => {
  it.each([
    ['GET', '/v1/queue', 'lena'],
    ['GET', '/v1/pool', 's0'],
    ['GET', '/v1/specialists', 'nina'],
    ['GET', '/v1/specialists/ivan', 's0'],
    ['POST', '/v1/presence', 'anna'],
    ['POST', '/v1/shift/end', 'omar'],
    ['POST', '/v1/complaints/R-0000-0000/claim', 'anna'],
    ['POST', '/v1/complaints/R-0000-0000/assign', 's0'],
  ])('are asked for: %s %s is forbidden to %s', async (method, path, sub) => {
    const ask = method === 'GET' ? stage.assigner.get : stage.assigner.post;
    expect(await ask(path, stage.token(sub))).toMatchObject({ status: 403, body: { type: 'urn:redress:forbidden' } });
    expect((await ask(path, 'nonsense')).status).toBe(401);
  });
});
