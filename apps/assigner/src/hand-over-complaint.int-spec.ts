import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Complained, StagedAssigner } from '../trial/staged-assigner.js';

let stage: StagedAssigner;

beforeAll(async () => {
  stage = await StagedAssigner.set();
});

beforeEach(() => stage.clear());

afterAll(() => stage?.strike());

const holderOf = async (complaint: Complained): Promise<string | null> =>
  (await stage.rows([complaint]))[0]?.holder ?? null;

describe('Handing over', () => {
  it('never returns to the giver while another can take it', async () => {
    await stage.list('olga', { capacity: 20 });
    for (const complaint of await stage.complain(12)) await stage.heldBy(complaint, 'olga');
    await stage.list('ivan', { capacity: 20 });
    const complaints = await stage.complain(6);
    for (const complaint of complaints) await stage.heldBy(complaint, 'ivan');
    for (const complaint of complaints) {
      expect((await stage.act('ivan', complaint, 'hand-over', { reason: 'Ухожу' })).status).toBe(200);
    }
    for (const complaint of complaints) await stage.heldBy(complaint, 'olga');
  });

  it('says that it was released and then assigned, in this order, and keeps no words', async () => {
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await stage.list('olga');
    const answer = await stage.act('ivan', complaint, 'hand-over', { reason: 'Знаю клиента лично', to: 'olga' });
    expect(answer.body).toMatchObject({ id: complaint.id, status: 'assigned', specialist: 'olga' });
    const said = await stage.said(complaint);
    expect(said.map(({ name }) => name)).toEqual(['complaint-assigned', 'complaint-released', 'complaint-assigned']);
    const events = said.map(({ event }) => event);
    expect(events[1]?.data).toEqual({ assignmentId: events[0]?.data.assignmentId, reason: 'handed-over' });
    expect(events[2]).toMatchObject({ causationid: events[1]?.id, data: { specialistId: 'olga', by: 'claim' } });
    expect(JSON.stringify(events)).not.toContain('клиента');
  });

  it('is done once under a key, however often it is sent, and another request needs another key', async () => {
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await stage.list('olga');
    const handOver = (reason: string) => stage.act('ivan', complaint, 'hand-over', { reason, to: 'olga' }, 'key-1');
    const answers = await Promise.all([handOver('why'), handOver('why')]);
    expect(answers.map(({ status, body }) => [status, body.specialist])).toEqual([
      [200, 'olga'],
      [200, 'olga'],
    ]);
    expect(await handOver('why else')).toMatchObject({ status: 422, body: { type: 'urn:redress:key-reused' } });
    expect(await stage.said(complaint)).toHaveLength(3);
  });

  it('to somebody full, unskilled, unknown, retired or to oneself is refused and changes nothing', async () => {
    await stage.list('peter', { capacity: 1 });
    await stage.heldBy(await stage.complainOnce(), 'peter');
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await stage.list('olga', { capacity: 1, skills: ['deposits ru'] });
    for (const to of ['olga', 'peter', 'nobody', 'ivan']) {
      const answer = await stage.act('ivan', complaint, 'hand-over', { reason: 'why', to });
      expect(answer).toMatchObject({ status: 409, body: { type: 'urn:redress:wrong-state' } });
    }
    expect(await holderOf(complaint)).toBe('ivan');
    expect(await stage.said(complaint)).toHaveLength(1);
  });

  it('is refused to others: 409 to who may see it, 404 to who may not', async () => {
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await stage.list('olga', { present: false });
    await stage.list('peter', { skills: ['deposits ru'], present: false });
    for (const [body, what] of [[{ reason: 'why' }, 'hand-over'] as const, [undefined, 'start'] as const]) {
      expect((await stage.act('olga', complaint, what, body)).status).toBe(409);
      expect((await stage.act('peter', complaint, what, body)).status).toBe(404);
    }
    await stage.act('ivan', complaint, 'hand-over', { reason: 'why', to: 'olga' });
    expect((await stage.act('ivan', complaint, 'start')).status).toBe(409);
  });

  it.each([{}, { reason: '' }, { reason: ' ' }, { reason: 5 }, { reason: 'a'.repeat(2_001) }, { reason: 'a\0b' }])(
    'without a usable reason is invalid: %j',
    async (body) => {
      const complaint = await stage.complainOnce();
      expect((await stage.act('ivan', complaint, 'hand-over', body)).status).toBe(400);
    },
  );
});

describe('Retiring', () => {
  it('puts what a specialist holds back into the pool at once, for others, and says how many', async () => {
    await stage.list('ivan');
    const [first, second] = (await stage.complain(2)) as [Complained, Complained];
    await stage.heldBy(second, 'ivan');
    await stage.act('ivan', first, 'start');
    await stage.list('olga');
    expect((await stage.list('ivan', { retired: true })).body).toMatchObject({ retired: true, open: 0, released: 2 });
    for (const complaint of [first, second]) {
      await stage.heldBy(complaint, 'olga');
      const released = (await stage.said(complaint)).find(({ name }) => name === 'complaint-released');
      expect(released?.event.data).toMatchObject({ reason: 'retired', actor: 'lena' });
    }
    expect((await stage.queueOf('ivan')).body.items).toEqual([]);
    expect(await stage.open()).toEqual({ ivan: 0, olga: 2 });
    expect((await stage.list('ivan', { retired: true })).body).toMatchObject({ released: 0 });
  });

  it('leaves what is held with whoever loses a skill, and gives nothing more of it', async () => {
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    expect((await stage.list('ivan', { skills: ['deposits ru'] })).body).toMatchObject({ open: 1, released: 0 });
    const next = await stage.complainOnce();
    expect(await stage.becomes(next, { waiting: 'nobody-skilled' })).toMatchObject({ holder: null });
    expect(await holderOf(complaint)).toBe('ivan');
  });
});

describe('A lead', () => {
  it('gives a complaint to somebody else, whoever holds it', async () => {
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await stage.list('olga');
    const answer = await stage.act('lena', complaint, 'assign', { specialist: 'olga' });
    expect(answer).toMatchObject({ status: 200, body: { specialist: 'olga', reason: 'chosen-by-lead' } });
    expect((await stage.queueOf('ivan')).body.items).toEqual([]);
    const reasons = (await stage.said(complaint)).map(({ event }) => event.data.reason);
    expect(reasons).toEqual([undefined, 'reassigned', undefined]);
  });

  it('is named where somebody else is given it, and not to the specialists whose queues change', async () => {
    await stage.list('ivan');
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await stage.list('olga');
    await stage.act('lena', complaint, 'assign', { specialist: 'olga' });
    await stage.heldBy(complaint, 'olga');
    const actors = (await stage.said(complaint)).map(({ event }) => event.data.actor);
    expect(actors).toEqual([undefined, 'lena', 'lena']);
    const told = await stage.database.query('SELECT data FROM assigner.queue_change WHERE complaint_id = $1', [
      complaint.id,
    ]);
    expect(told.length).toBeGreaterThan(2);
    expect(JSON.stringify(told)).not.toMatch(/lena|actor/);
  });

  it('goes beyond skills and capacity only by override, and never to the retired', async () => {
    await stage.list('ivan', { capacity: 1, skills: ['deposits ru'], present: false });
    const complaint = await stage.complainOnce();
    expect((await stage.act('lena', complaint, 'assign', { specialist: 'ivan' })).status).toBe(409);
    expect((await stage.act('lena', complaint, 'assign', { specialist: 'ivan', override: true })).status).toBe(200);
    const second = await stage.complainOnce({ category: 'deposits' });
    expect((await stage.act('lena', second, 'assign', { specialist: 'ivan' })).status).toBe(409);
    expect((await stage.act('lena', second, 'assign', { specialist: 'ivan', override: true })).status).toBe(200);
    await stage.list('olga', { retired: true });
    expect((await stage.act('lena', second, 'assign', { specialist: 'olga', override: true })).status).toBe(409);
  });
});

describe('A complaint with a parked event', () => {
  it('is passed by until the event is released, and does not block the next', async () => {
    const [parked, next] = (await stage.complain(2)) as [Complained, Complained];
    await stage.database.query(
      `INSERT INTO assigner.parked (id, topic, partition, record_offset, complaint_id, headers, reason, detail)
       VALUES (gen_random_uuid(), 'complaints', 0, 0, $1, '{}', 'failed', '')`,
      [parked.id],
    );
    await stage.list('ivan');
    await stage.heldBy(next, 'ivan');
    expect((await stage.act('ivan', parked, 'claim')).status).toBe(409);
    expect(await holderOf(parked)).toBeNull();
    await stage.database.query('DELETE FROM assigner.parked');
    await stage.heldBy(parked, 'ivan');
  });
});
