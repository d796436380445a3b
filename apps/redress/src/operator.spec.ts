import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeDeployment, fakeDeployment } from '../trial/fake-deployment.js';

const token = `x.${Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString('base64url')}.x`;
const id = '01998c5e-0000-7000-8000-000000000001';
const record = {
  id,
  topic: 'complaints',
  partition: 3,
  offset: '17',
  type: 'redress.complaint-submitted.v1',
  reason: 'invalid',
  detail: 'data.language',
  parkedAt: '2026-11-22T10:00:00.000Z',
};
const unknown = { title: 'Not found', detail: 'There is no such parked record' };

let fake: FakeDeployment;
const folder = mkdtempSync(join(tmpdir(), 'redress-mend-'));

beforeAll(async () => {
  fake = await fakeDeployment({ omar: { roles: ['operator'], token } }, { notifier: true, desk: true });
});

beforeEach(() => {
  fake.asked.length = 0;
});

afterAll(async () => {
  await fake.stop();
  rmSync(folder, { recursive: true });
});

describe('redress parked list', () => {
  it('prints what every service has parked, page by page, as omar', async () => {
    const empty = [200, { items: [] }] as [number, unknown];
    fake.answer('GET /v1/parked?limit=200', [200, { items: [record], next: id }], empty, empty);
    fake.answer(`GET /v1/parked?limit=200&after=${id}`, [200, { items: [{ ...record, offset: '18' }] }]);
    const { exit, said } = await fake.redressed('parked', 'list', '--json');
    expect(exit).toBe(0);
    const { items } = JSON.parse(said.join('')) as { items: { service: string; offset: string }[] };
    expect(items.map(({ offset }) => offset)).toEqual(['17', '18']);
    expect(new Set(items.map(({ service }) => service)).size).toBe(1);
    expect(fake.asked).toHaveLength(5);
    expect(fake.asked.every(({ who }) => who === token)).toBe(true);
  });

  it('prints a table of one service, or that nothing is parked', async () => {
    fake.answer('GET /v1/parked?limit=200', [200, { items: [record] }], [200, { items: [] }]);
    const { said } = await fake.redressed('parked', 'list', '--service', 'assigner');
    const [, line] = said.join('\n').split('\n');
    expect(line?.split(/ {2,}/)).toEqual([
      id,
      'assigner',
      'complaints 3@17',
      record.type,
      'invalid',
      record.parkedAt,
      'data.language',
    ]);
    expect((await fake.redressed('parked', 'list')).said).toEqual(['Nothing is parked.']);
  });

  it('ends with 2 on a service that does not exist', async () => {
    expect(await fake.redressed('parked', 'list', '--service', 'post')).toMatchObject({
      exit: 2,
      complained: 'There is no service post, only intake, assigner, notifier, desk.',
    });
  });

  it('says who is refused, and ends with 1', async () => {
    fake.answer('GET /v1/parked?limit=200', [403, { detail: 'Your role may not do this' }]);
    expect(await fake.redressed('parked', 'list', '--as', 'omar', '--service', 'intake')).toMatchObject({ exit: 1 });
  });
});

describe('redress parked show, mend, release and discard', () => {
  it('find the service that parked the record', async () => {
    fake.answer(`GET /v1/parked/${id}`, [404, unknown], [200, { ...record, payload: '{"broken":true}' }]);
    const { exit, said } = await fake.redressed('parked', 'show', id);
    expect(exit).toBe(0);
    expect(said.join('\n')).toContain('service     assigner');
    expect(said.join('\n')).toContain('{"broken":true}');
  });

  it('end with 4 when nobody parked it', async () => {
    fake.answer(`GET /v1/parked/${id}`, [404, unknown]);
    expect(await fake.redressed('parked', 'release', id)).toMatchObject({
      exit: 4,
      complained: expect.stringContaining('parked list'),
    });
  });

  it('mend with the JSON object of a file', async () => {
    const file = join(folder, 'mended.json');
    writeFileSync(file, '{"specversion":"1.0"}');
    fake.answer(`GET /v1/parked/${id}`, [200, record]);
    fake.answer(`PUT /v1/parked/${id}/payload`, [204, '']);
    expect(await fake.redressed('parked', 'mend', id, '--file', file)).toMatchObject({ exit: 0 });
    expect(fake.asked.at(-1)).toMatchObject({ method: 'PUT', body: { specversion: '1.0' } });
  });

  it.each([
    ['-', 'one JSON object'],
    ['/nowhere/at/all', 'cannot be read (ENOENT): name a JSON file'],
  ])('mend nothing with what is in %s', async (file, why) => {
    expect(await fake.redressed('parked', 'mend', id, '--file', file)).toMatchObject({
      exit: 1,
      complained: expect.stringContaining(why),
    });
    expect(fake.asked).toEqual([]);
  });

  it('say what is still wrong with a payload', async () => {
    const errors = [{ path: '', message: 'data.language must be a tag' }];
    fake.answer(`GET /v1/parked/${id}`, [200, record]);
    fake.answer(`PUT /v1/parked/${id}/payload`, [400, { detail: 'It could still not be taken', errors }]);
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{}');
    expect(await fake.redressed('parked', 'mend', id, '--file', file)).toMatchObject({
      exit: 1,
      complained: expect.stringContaining('must be a tag'),
    });
  });

  it('release, and end with 1 when nothing could be taken', async () => {
    fake.answer(`GET /v1/parked/${id}`, [200, record]);
    fake.answer(`POST /v1/parked/${id}/release`, [200, { released: 2, left: 0 }], [200, { released: 0, left: 2 }]);
    expect(await fake.redressed('parked', 'release', id)).toMatchObject({
      exit: 0,
      said: ['2 taken, 0 of its complaint still parked.'],
    });
    expect(await fake.redressed('parked', 'release', id)).toMatchObject({ exit: 1 });
  });

  it('discard with a reason', async () => {
    fake.answer(`GET /v1/parked/${id}`, [200, record]);
    fake.answer(`POST /v1/parked/${id}/discard`, [200, { released: 0, left: 0 }]);
    expect(await fake.redressed('parked', 'discard', id, '--reason', 'a test')).toMatchObject({ exit: 0 });
    expect(fake.asked.at(-1)?.body).toEqual({ reason: 'a test' });
  });
});

describe('redress parked acts', () => {
  const complaintId = '01998c5e-0000-7000-8000-00000000000c';
  const place = { topic: 'complaints', partition: 3, offset: '17' };
  const discarded = {
    id,
    act: 'discard',
    by: 'omar',
    at: '2026-11-22T10:00:00.000Z',
    parkedId: id,
    ...place,
    complaintId,
  };
  const span = { from: '2026-11-22T09:00:00.000Z', to: '2026-11-22T10:00:00.000Z', rows: 7 };
  const saidAgain = { id, act: 'say-again', by: 'omar', at: '2026-11-22T11:00:00.000Z', ...span };
  const none: [number, unknown] = [200, { items: [] }];

  it('prints what operators did at all services, page by page, newest first', async () => {
    const pages: [number, unknown] = [200, { items: [{ ...discarded, reason: 'a test' }], next: id }];
    fake.answer('GET /v1/parked/acts?limit=200', pages, [200, { items: [saidAgain] }], none);
    fake.answer(`GET /v1/parked/acts?limit=200&after=${id}`, none);
    const { exit, said } = await fake.redressed('parked', 'acts');
    expect(exit).toBe(0);
    const [, ...lines] = said.join('\n').split('\n');
    expect(
      lines.map((line) => line.split(/ {2,}/).filter((cell) => !/^(intake|assigner|notifier|desk)$/.test(cell))),
    ).toEqual([
      [saidAgain.at, 'say-again', 'omar', span.from, span.to, '7'],
      [discarded.at, 'discard', 'omar', 'complaints 3@17', complaintId, 'a test'],
    ]);
  });

  it('prints those at one service, as JSON, or that there are none', async () => {
    fake.answer('GET /v1/parked/acts?limit=200', [200, { items: [discarded] }], none);
    const { said } = await fake.redressed('parked', 'acts', 'assigner', '--json');
    expect(JSON.parse(said.join(''))).toEqual({ items: [{ ...discarded, service: 'assigner' }] });
    expect((await fake.redressed('parked', 'acts', '--service', 'desk')).said).toEqual(['Nobody did anything.']);
    expect(fake.asked).toHaveLength(2);
  });
});

describe('redress outbox say-again', () => {
  const unsaid = (rows: number): [number, unknown] => [200, `redress_outbox_rows{service="x"} ${rows}\n`];

  beforeEach(() => fake.answer('GET /metrics', unsaid(0)));

  it('asks the services for the span until nothing is left of it, and waits until each knows that all is said', async () => {
    fake.answer('GET /metrics', unsaid(Number.NaN), unsaid(1), unsaid(0));
    fake.answer('POST /v1/outbox/say-again', [200, { rows: 20_000, next: '20000' }], [200, { rows: 7 }]);
    const span = ['--from', '2026-11-22T10:00:00Z', '--to', '2026-11-22T11:00:00Z'];
    const { exit, said } = await fake.redressed('outbox', 'say-again', ...span, '--service', 'intake', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(said.join(''))).toEqual({ services: { intake: { rows: 20_007 } } });
    const body = { from: '2026-11-22T10:00:00.000Z', to: '2026-11-22T11:00:00.000Z' };
    const calls = fake.asked.filter(({ method }) => method === 'POST');
    expect(calls.map((call) => call.body)).toEqual([body, { ...body, after: '20000' }]);
    expect(fake.asked.filter(({ url }) => url === '/metrics')).toHaveLength(3);
  });

  it('has every complaint said again in its order, whoever said what, and then what nobody had heard', async () => {
    const [one, other] = ['01a20000-0000-7000-8000-000000000001', '01a20000-0000-7000-8000-000000000002'];
    const said = (service: string, id: string) => ({ service, id });
    const page = (complaintId: string, next: string | null, ...events: object[]) => ({
      items: [{ complaintId, events }],
      next,
    });
    const first = page(
      one,
      one,
      said('intake', 'a1'),
      said('intake', 'a2'),
      said('assigner', 'a3'),
      said('intake', 'a4'),
    );
    fake.answer('GET /v1/journal-order?limit=200', [200, first]);
    fake.answer(`GET /v1/journal-order?limit=200&after=${one}`, [200, page(other, null, said('intake', 'b1'))]);
    fake.answer('POST /v1/outbox/say-again', [200, { rows: 1, at: '2026-11-22T12:00:00.000Z' }]);
    fake.answer('GET /metrics', unsaid(2), unsaid(0));
    const { exit, said: lines } = await fake.redressed('outbox', 'say-again', '--from', 'PT1H');
    expect(exit).toBe(0);
    expect(lines.at(-1)).toBe('desk: 2 said again');
    const bodies = fake.asked
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => body as Record<string, unknown>);
    const events = bodies.flatMap((body) => (body.events ? [body.events] : []));
    const of = (complaintId: string, ...ids: string[]) => ids.map((id) => ({ complaintId, id }));
    expect(events).toEqual([
      [],
      [],
      [],
      [],
      [...of(one, 'a1', 'a2'), ...of(other, 'b1')],
      of(one, 'a3'),
      of(one, 'a4'),
    ]);
    expect(bodies.slice(7).map(({ saidBefore }) => saidBefore)).toEqual(Array(4).fill('2026-11-22T12:00:00.000Z'));
  });

  it('ends with 2 on a span that ends before it begins', async () => {
    expect(await fake.redressed('outbox', 'say-again', '--from', 'PT1H', '--to', 'PT2H')).toMatchObject({ exit: 2 });
  });
});
