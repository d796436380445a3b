import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StagedAssigner } from '../trial/staged-assigner.js';

let stage: StagedAssigner;

beforeAll(async () => {
  stage = await StagedAssigner.set();
});

beforeEach(() => stage.clear());

afterAll(() => stage?.strike());

describe('Specialists', () => {
  const body = { name: 'Иван', skills: [{ category: 'withdrawals', language: 'ru' }], capacity: 20 };

  it('are made by a lead, present and around the clock, and said once per change', async () => {
    const made = await stage.assigner.put('/v1/specialists/ivan', stage.token('lena'), body);
    expect(made).toMatchObject({
      status: 200,
      body: { ...body, id: 'ivan', shifts: [], present: true, onShift: true },
    });
    expect((await stage.assigner.put('/v1/specialists/ivan', stage.token('lena'), body)).body).toMatchObject({
      version: 1,
    });
    const shifts = [{ days: [1, 2], from: '22:00', to: '06:00' }];
    const changed = await stage.assigner.put('/v1/specialists/ivan', stage.token('lena'), { ...body, shifts });
    const { released, ...kept } = changed.body;
    expect({ released, kept }).toMatchObject({ released: 0, kept: { version: 2, shifts } });
    expect((await stage.assigner.get('/v1/specialists/ivan', stage.token('lena'))).body).toEqual(kept);
    expect((await stage.assigner.get('/v1/specialists', stage.token('lena'))).body).toEqual({
      items: [kept],
      next: null,
    });
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
    expect((await stage.assigner.put('/v1/specialists/ivan', stage.token('lena'), wrong)).status).toBe(400);
  });

  it('have ids that fit into addresses and topics', async () => {
    for (const id of ['Ivan', '-ivan', 'ivan.petrov', 'i'.repeat(64), '%20']) {
      expect((await stage.assigner.put(`/v1/specialists/${id}`, stage.token('lena'), body)).status).toBe(400);
      expect((await stage.assigner.get(`/v1/specialists/${id}`, stage.token('lena'))).status).toBe(404);
    }
  });

  it('may be tried out: the answer tells what would be, and nothing is kept', async () => {
    const tryOut = (about: object) =>
      stage.assigner.put('/v1/specialists/ivan?dry-run=true', stage.token('lena'), { ...body, ...about });
    expect(await tryOut({})).toMatchObject({ status: 200, body: { id: 'ivan', version: 1, open: 0, released: 0 } });
    expect((await stage.assigner.get('/v1/specialists/ivan', stage.token('lena'))).status).toBe(404);
    await stage.list('ivan');
    await stage.heldBy(await stage.complainOnce(), 'ivan');
    expect((await tryOut({ retired: true })).body).toMatchObject({ version: 2, retired: true, released: 1 });
    expect((await tryOut({ capacity: 0 })).body).toMatchObject({ errors: [{ path: 'capacity' }] });
    const kept = await stage.assigner.get('/v1/specialists/ivan', stage.token('lena'));
    expect(kept.body).toMatchObject({ version: 1, retired: false, open: 1 });
  });

  it('who are not on the list are told so', async () => {
    expect((await stage.assigner.post('/v1/presence', stage.token('s0'), { present: true })).status).toBe(404);
    expect((await stage.assigner.post('/v1/shift/start', stage.token('s0'))).status).toBe(404);
    expect((await stage.assigner.get('/v1/queue', stage.token('s0'))).body).toEqual({ items: [], next: null });
  });
});
