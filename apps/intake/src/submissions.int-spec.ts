import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEvent, referencePattern } from '@redress/contracts';
import {
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { type HostedIntake, hostIntake } from '../trial/hosted-intake.js';
import type { ComplaintView } from './complaint.view.js';

interface Said {
  verdict: string;
  complaintId?: string;
  reference?: string;
  promisedBy?: string;
  reasons: { code: string; path: string; message: string }[];
}

let [database, broker, issuer]: [TestDatabase, TestBroker, TestIssuer] = [] as never;
let intake: HostedIntake;
let tokens: Record<'anna' | 'ben' | 'site' | 'omar', string>;

let numbers = 0;
/** An id of the channel's that was never used. */
function newId(): string {
  numbers += 1;
  return `n${numbers}`;
}

const aSubmission = (id: string, change: object = {}) => ({
  specversion: 1,
  channel: 'site',
  id,
  customer: { id: 'anna' },
  text: 'Вывод висит третий день',
  ...change,
});

type Value = object | string | Buffer | null;
const bytesOf = (value: Value) =>
  value === null || Buffer.isBuffer(value)
    ? value
    : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const send = (key: string | Buffer | null, ...values: Value[]) =>
  broker.produce(
    'submissions',
    values.map((value) => ({ key, value: bytesOf(value) })),
  );

const verdictsUnder = async (key: string): Promise<Said[]> =>
  (await broker.read('submission-verdicts'))
    .filter((one) => one.key === key)
    .map(({ value }) => JSON.parse(value ?? ''));

const verdicts = (key: string, count: number) =>
  eventually(`${count} verdicts under ${key}`, async () => {
    const found = await verdictsUnder(key);
    return found.length === count && found;
  });

/** Sends one record, and waits for its verdict. */
async function sent(key: string, value: Value): Promise<Said> {
  await send(key, value);
  return (await verdicts(key, 1))[0] as Said;
}

const submittedOf = async (complaintId: unknown) =>
  (await broker.read('complaints')).filter(({ key }) => key === complaintId).map(({ value }) => readEvent(value ?? ''));

const owned = async (channel: string): Promise<number> =>
  Number(
    (await database.query('SELECT count(*) AS n FROM intake.owned_complaint WHERE channel = $1', [channel]))[0]?.n,
  );

beforeAll(async () => {
  [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  const { brokers, prefix: topicPrefix } = broker;
  intake = await hostIntake({ issuer: issuer.url, databaseUrl: database.urlOf('intake'), brokers, topicPrefix });
  const tokenOf = (name: string, role: string) => issuer.tokenFor(name, { roles: [role] });
  tokens = {
    anna: await tokenOf('anna', 'customer'),
    ben: await tokenOf('ben', 'customer'),
    site: await tokenOf('site', 'channel'),
    omar: await tokenOf('omar', 'operator'),
  };
});

afterAll(async () => {
  await intake?.service.stop();
  await Promise.all([database?.drop(), broker?.drop(), issuer?.drop()]);
});

describe('a submission', () => {
  it('becomes a complaint of its customer, and a verdict under its key that says the same as the journal', async () => {
    const id = newId();
    const said = await sent(`site:${id}`, aSubmission(id, { occurredAt: '2026-11-22T22:00:00+03:00' }));
    expect(said).toEqual({
      channel: 'site',
      id,
      verdict: 'accepted',
      complaintId: expect.any(String),
      reference: expect.stringMatching(referencePattern),
      promisedBy: expect.any(String),
      reasons: [],
    });
    const { complaintId, reference, promisedBy } = said;
    const [event] = await eventually('the event', async () => {
      const found = await submittedOf(complaintId);
      return found.length > 0 && found;
    });
    expect(event).toMatchObject({
      correlationid: complaintId,
      sourceseq: 1,
      data: { channel: 'site', reference, promisedBy, occurredAt: '2026-11-22T19:00:00.000Z', language: 'ru' },
    });
    const path = `/v1/complaints/${complaintId}`;
    const { body } = await intake.ask<ComplaintView>(path, tokens.anna);
    expect(body).toMatchObject({ reference, promisedBy, text: 'Вывод висит третий день' });
    expect((await intake.ask(path, tokens.ben)).status).toBe(404);
  });

  it('has the same verdict when it is sent again, spelled otherwise, or by the other way', async () => {
    const id = newId();
    const { channel, customer, ...rest } = aSubmission(id);
    await send(`site:${id}`, aSubmission(id), aSubmission(id), `  ${JSON.stringify({ ...rest, customer, channel })}\n`);
    const [first, ...again] = await verdicts(`site:${id}`, 3);
    expect(first).toMatchObject({ verdict: 'accepted' });
    expect(again).toEqual([first, first]);
    const { body } = await intake.batch(tokens.site, [aSubmission(id)]);
    expect(body).toEqual([first]);
    expect(await submittedOf(first?.complaintId)).toHaveLength(1);
  });

  it('is refused under an id that was used with another body, whatever else is wrong with it', async () => {
    const id = newId();
    await send(`site:${id}`, aSubmission(id), aSubmission(id, { text: 'another' }), aSubmission(id, { text: '' }));
    const [first, other, wrong] = await verdicts(`site:${id}`, 3);
    expect(first?.verdict).toBe('accepted');
    expect(other).toMatchObject({ verdict: 'refused', reasons: [{ code: 'id-reused', path: 'id' }] });
    expect(other).not.toHaveProperty('reference');
    expect(wrong?.reasons.map(({ code }) => code)).toEqual(['invalid', 'id-reused']);
  });

  it('may be sent under the same id when it was refused before', async () => {
    const id = newId();
    await send(`site:${id}`, aSubmission(id, { text: '' }), aSubmission(id));
    expect((await verdicts(`site:${id}`, 2)).map(({ verdict }) => verdict)).toEqual(['refused', 'accepted']);
  });

  it('is one complaint when it comes both ways at once, many times', async () => {
    const ids = Array.from({ length: 40 }, newId);
    const before = await owned('site');
    const all = ids.map((id) => aSubmission(id));
    const batches = Array.from({ length: 4 }, (_, nth) =>
      intake.batch(tokens.site, nth % 2 === 0 ? all : all.toReversed()),
    );
    await Promise.all([...all.map((one) => send(`site:${one.id}`, one, one)), ...batches]);
    const answers = (await Promise.all(batches)).flatMap(({ body }) => body);
    for (const id of ids) {
      const said = [...(await verdicts(`site:${id}`, 2)), ...answers.filter((answer) => answer.id === id)];
      expect(said).toHaveLength(6);
      expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    }
    expect((await owned('site')) - before).toBe(40);
  });
});

describe('a submission that is refused', () => {
  it.each<[string, (id: string) => Value, [string, string][]]>([
    ['without a value', () => null, [['malformed', '']]],
    ['with an empty value', () => '', [['malformed', '']]],
    ['as broken JSON', (id) => `{"id":"${id}"`, [['malformed', '']]],
    ['as a list', (id) => [aSubmission(id)], [['malformed', '']]],
    ['in bytes that are no UTF-8', () => Buffer.from([0x22, 0xff, 0x22]), [['malformed', '']]],
    ['nested without end', () => `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, [['malformed', '']]],
    ['reaching for prototypes', (id) => `{"id":"${id}","__proto__":{"a":1}}`, [['malformed', '']]],
    ['over 256 KiB', (id) => `${JSON.stringify(aSubmission(id))}${' '.repeat(256 * 1024)}`, [['invalid', '']]],
    ['under the key of another id', () => aSubmission('other'), [['key-mismatch', '']]],
    ['under the key of another channel', (id) => aSubmission(id, { channel: 'app' }), [['key-mismatch', '']]],
    ['of another version', (id) => aSubmission(id, { specversion: '1' }), [['invalid', 'specversion']]],
    ['with a text over the limit', (id) => aSubmission(id, { text: 'я'.repeat(20_001) }), [['invalid', 'text']]],
    ['with NUL in its text', (id) => aSubmission(id, { text: 'a\0b' }), [['invalid', 'text']]],
    ['with an unknown field', (id) => aSubmission(id, { urgent: true }), [['invalid', 'urgent']]],
    ['without a customer', (id) => aSubmission(id, { customer: undefined }), [['invalid', 'customer']]],
    ['with a list of customers', (id) => aSubmission(id, { customer: [{ id: 'anna' }] }), [['invalid', 'customer']]],
    ['with a nameless customer', (id) => aSubmission(id, { customer: {} }), [['invalid', 'customer.id']]],
    [
      'on a day that is none',
      (id) => aSubmission(id, { occurredAt: '2026-02-30T10:00:00Z' }),
      [['invalid', 'occurredAt']],
    ],
    ['at no moment', (id) => aSubmission(id, { occurredAt: '2026-11-22' }), [['invalid', 'occurredAt']]],
    [
      'with everything wrong',
      () => ({
        channel: 'Site',
        id: '',
        customer: { id: 7, email: 'x', phone: 1 },
        text: 5,
        language: 'RU',
        category: 'x',
      }),
      [
        ['key-mismatch', ''],
        ['invalid', 'specversion'],
        ['invalid', 'channel'],
        ['invalid', 'id'],
        ['invalid', 'customer.id'],
        ['invalid', 'customer.email'],
        ['invalid', 'customer.phone'],
        ['invalid', 'text'],
        ['invalid', 'language'],
        ['invalid', 'category'],
      ],
    ],
  ])('%s is told every reason', async (_name, value, reasons) => {
    const id = newId();
    const said = await sent(`site:${id}`, value(id));
    expect(said).toMatchObject({ channel: 'site', id, verdict: 'refused' });
    const told = [...new Set(said.reasons.map(({ code, path }) => `${code} ${path}`))];
    expect(told.sort()).toEqual(reasons.map((one) => one.join(' ')).sort());
    expect(said.reasons.every(({ message }) => message.length > 0)).toBe(true);
  });

  it("is one in the name of customers' own way in", async () => {
    const id = newId();
    const said = await sent(`account:${id}`, aSubmission(id, { channel: 'account' }));
    expect(said).toMatchObject({ verdict: 'refused', reasons: [{ code: 'forbidden', path: 'channel' }] });
  });
});

describe('a record without a usable key', () => {
  const parked = async (offsetAbove: number) =>
    eventually('the parked records', async () => {
      const { body } = await intake.ask<{ items: { id: string; reason: string }[] }>(
        '/v1/parked?limit=200',
        tokens.omar,
      );
      return body.items.length > offsetAbove && body.items;
    });
  const act = (path: string, method: string, body?: object) =>
    intake.ask<{ released?: number; left?: number; errors?: { message: string }[] }>(
      `/v1/parked/${path}`,
      tokens.omar,
      {
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      },
    );

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['without an id', 'site:'],
    ['without a channel', ':1'],
    ['with a name that no channel has', 'Сайт:1'],
    ['that is too long', `site:${'x'.repeat(300)}`],
    ['with NUL', 'site:\0'],
    ['that is no UTF-8', Buffer.from([...Buffer.from('site:'), 0xff])],
  ])('is parked alone, with its words unseen: %s', async (_name, key) => {
    const { body } = await intake.ask<{ items: object[] }>('/v1/parked?limit=200', tokens.omar);
    await send(key, aSubmission('keyless'));
    const items = await parked(body.items.length);
    const last = items.at(-1);
    const shown = await intake.ask(`/v1/parked/${last?.id}`, tokens.omar);
    expect(shown.body).toMatchObject({ reason: 'keyless' });
    expect(JSON.stringify(shown.body)).not.toContain('Вывод');
    const after = newId();
    expect((await sent(`site:${after}`, aSubmission(after))).verdict).toBe('accepted');
  });

  it('is no reason to brake, however many come', async () => {
    const { body } = await intake.ask<{ items: object[] }>('/v1/parked?limit=200', tokens.omar);
    const id = newId();
    await broker.produce(
      'submissions',
      Array.from({ length: 100 }, () => ({ key: 'keyless', value: 'x' })),
    );
    expect((await sent(`site:${id}`, aSubmission(id))).verdict).toBe('accepted');
    await parked(body.items.length + 99);
    const metrics = await fetch(`${intake.service.url}/metrics`).then((answer) => answer.text());
    expect(metrics).toMatch(/^redress_brake_engaged(\{.*\})? 0$/m);
  });

  it('is mended by a submission that can be accepted, and made by its release', async () => {
    const { body } = await intake.ask<{ items: object[] }>('/v1/parked?limit=200', tokens.omar);
    await send('nobody', 'Меня зовут Анна');
    const id = (await parked(body.items.length)).at(-1)?.id ?? '';
    expect((await act(`${id}/release`, 'POST')).body).toEqual({ released: 0, left: 1 });
    const explained = await intake.ask(`/v1/parked/${id}`, tokens.omar);
    expect(explained.body).toMatchObject({ reason: 'malformed', detail: 'malformed: malformed' });
    const name = newId();
    const broken = await act(`${id}/payload`, 'PUT', aSubmission(name, { text: '', customer: {} }));
    expect(broken.status).toBe(400);
    expect(broken.body.errors?.[0]?.message).toMatch(/customer\.id must.*text must/);
    expect((await act(`${id}/payload`, 'PUT', aSubmission(name))).status).toBe(204);
    expect(await verdictsUnder(`site:${name}`)).toEqual([]);
    expect((await act(`${id}/release`, 'POST')).body).toEqual({ released: 1, left: 0 });
    expect(await verdicts(`site:${name}`, 1)).toMatchObject([{ verdict: 'accepted', channel: 'site', id: name }]);
  });
});

describe('a flood of submissions', () => {
  it('becomes exactly the distinct complaints, with one verdict for every record', async () => {
    const ids = Array.from({ length: 700 }, (_, nth) => `flood-${nth}`);
    const records = Array.from({ length: 2_000 }, (_, nth) => {
      const id = ids[(nth * 13) % ids.length] as string;
      return { key: `flood:${id}`, value: JSON.stringify(aSubmission(id, { channel: 'flood' })) };
    });
    for (let start = 0; start < records.length; start += 500) {
      await broker.produce('submissions', records.slice(start, start + 500));
    }
    const all = await eventually(
      'the verdicts',
      async () => {
        const found = (await broker.read('submission-verdicts')).filter(({ key }) => key?.startsWith('flood:'));
        return found.length >= 2_000 && found;
      },
      { within: 25_000 },
    );
    expect(all).toHaveLength(2_000);
    expect(new Set(all.map(({ value }) => value)).size).toBe(700);
    expect(await owned('flood')).toBe(700);
  });

  it('is told as lag until it is taken, together with the journal', async () => {
    const metrics = await eventually('no lag', async () => {
      const text = await fetch(`${intake.service.url}/metrics`).then((answer) => answer.text());
      return /^redress_consumer_lag(\{.*\})? 0$/m.test(text) && text;
    });
    expect(metrics.match(/^redress_consumer_lag/gm)).toHaveLength(1);
  });
});
