import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import { intakeTrial } from '../trial/intake-trial.js';

const trial = intakeTrial();
let omar: string;

beforeAll(async () => {
  omar = await trial.issuer.tokenFor('omar', { roles: ['operator'] });
});

describe('a submission that is refused', () => {
  it.each<[string, (id: string) => object | string | Buffer | null, [string, string][]]>([
    ['without a value', () => null, [['malformed', '']]],
    ['with an empty value', () => '', [['malformed', '']]],
    ['as broken JSON', (id) => `{"id":"${id}"`, [['malformed', '']]],
    ['as a list', (id) => [trial.channel.submission(id)], [['malformed', '']]],
    ['in bytes that are no UTF-8', () => Buffer.from([0x22, 0xff, 0x22]), [['malformed', '']]],
    ['nested without end', () => `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, [['malformed', '']]],
    ['reaching for prototypes', (id) => `{"id":"${id}","__proto__":{"a":1}}`, [['malformed', '']]],
    [
      'over 256 KiB',
      (id) => `${JSON.stringify(trial.channel.submission(id))}${' '.repeat(256 * 1024)}`,
      [['invalid', '']],
    ],
    ['under the key of another id', () => trial.channel.submission('other'), [['key-mismatch', '']]],
    [
      'under the key of another channel',
      (id) => trial.channel.submission(id, { channel: 'app' }),
      [['key-mismatch', '']],
    ],
    ['of another version', (id) => trial.channel.submission(id, { specversion: '1' }), [['invalid', 'specversion']]],
    [
      'with a text over the limit',
      (id) => trial.channel.submission(id, { text: 'я'.repeat(20_001) }),
      [['invalid', 'text']],
    ],
    ['with NUL in its text', (id) => trial.channel.submission(id, { text: 'a\0b' }), [['invalid', 'text']]],
    ['with an unknown field', (id) => trial.channel.submission(id, { urgent: true }), [['invalid', 'urgent']]],
    ['without a customer', (id) => trial.channel.submission(id, { customer: undefined }), [['invalid', 'customer']]],
    [
      'with a list of customers',
      (id) => trial.channel.submission(id, { customer: [{ id: 'anna' }] }),
      [['invalid', 'customer']],
    ],
    ['with a nameless customer', (id) => trial.channel.submission(id, { customer: {} }), [['invalid', 'customer.id']]],
    [
      'on a day that is none',
      (id) => trial.channel.submission(id, { occurredAt: '2026-02-30T10:00:00Z' }),
      [['invalid', 'occurredAt']],
    ],
    [
      'on a day that nobody can look up',
      (id) => trial.channel.submission(id, { occurredAt: 'yesterday' }),
      [['invalid', 'occurredAt']],
    ],
    ['at no moment', (id) => trial.channel.submission(id, { occurredAt: '2026-11-22' }), [['invalid', 'occurredAt']]],
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
    const id = trial.channel.newId();
    const said = await trial.channel.verdictOn(`site:${id}`, value(id));
    expect(said).toMatchObject({ channel: 'site', id, verdict: 'refused' });
    const told = said.reasons.map(({ code, path }) => `${code} ${path}`);
    expect(told.sort()).toEqual(reasons.map((one) => one.join(' ')).sort());
    expect(said.reasons.every(({ message }) => message.length > 0)).toBe(true);
  });

  it.each<[string, string, string, RegExp[]]>([
    ['an id that is too long', 'chat', 'x'.repeat(500), [/^id must be .*1 to 236/]],
    ['the longest key there may be', 'chat', 'x'.repeat(1_019), [/^id must be .*1 to 236/]],
    ['a name that no channel has', 'Ch At', '7', [/^channel must be a channel's name/]],
    ['another such name', 'Сайт', 'ж'.repeat(300), [/^channel must be a channel's name/, /^id must be .*1 to 236/]],
  ])('is told so under its key, not parked: %s', async (_name, channel, id, reasons) => {
    const said = await trial.channel.verdictOn(`${channel}:${id}`, trial.channel.submission(id, { channel }));
    expect(said).toMatchObject({ channel, id, verdict: 'refused' });
    expect(said.reasons.map(({ code }) => code)).toEqual(reasons.map(() => 'invalid'));
    const told = said.reasons.map(({ path, message }) => `${path} ${message}`);
    expect(told).toEqual(reasons.map((one) => expect.stringMatching(one)));
  });

  it("is one in the name of customers' own way in", async () => {
    const id = trial.channel.newId();
    const said = await trial.channel.verdictOn(`account:${id}`, trial.channel.submission(id, { channel: 'account' }));
    expect(said).toMatchObject({ verdict: 'refused', reasons: [{ code: 'forbidden', path: 'channel' }] });
  });
});

describe('a record without a usable key', () => {
  const parked = async (offsetAbove: number) =>
    eventually('the parked records', async () => {
      const { body } = await trial.intake.ask<{ items: { id: string; reason: string }[] }>(
        '/v1/parked?limit=200',
        omar,
      );
      return body.items.length > offsetAbove && body.items;
    });
  const act = (path: string, method: string, body?: object) =>
    trial.intake.ask<{ released?: number; left?: number; errors?: { message: string }[] }>(`/v1/parked/${path}`, omar, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['without an id', 'site:'],
    ['without a channel', ':1'],
    ['that is too long', `site:${'x'.repeat(1_020)}`],
    ['with NUL', 'site:\0'],
    ['as complaints have', randomUUIDv7()],
    ['that is no UTF-8', Buffer.from([...Buffer.from('site:'), 0xff])],
  ])('is parked alone, with its words unseen: %s', async (_name, key) => {
    const { body } = await trial.intake.ask<{ items: object[] }>('/v1/parked?limit=200', omar);
    await trial.channel.send(key, trial.channel.submission('keyless'));
    const items = await parked(body.items.length);
    const last = items.at(-1);
    const shown = await trial.intake.ask(`/v1/parked/${last?.id}`, omar);
    expect(shown.body).toMatchObject({ reason: 'keyless' });
    expect(shown.body).not.toHaveProperty('complaintId');
    expect(JSON.stringify(shown.body)).not.toContain('Вывод');
    const after = trial.channel.newId();
    expect((await trial.channel.verdictOn(`site:${after}`, trial.channel.submission(after))).verdict).toBe('accepted');
  });

  it('blocks no complaint, though its key is the id of one', async () => {
    const anna = await trial.tokenOf('anna');
    const text = 'Вывод висит третий день';
    const { id } = (await trial.intake.submit<{ id: string }>(anna, { text })).body;
    const { body } = await trial.intake.ask<{ items: object[] }>('/v1/parked?limit=200', omar);
    await trial.channel.send(id, 'x');
    await parked(body.items.length);
    expect((await trial.intake.send(anna, 'POST', `/v1/complaints/${id}/messages`, { text })).status).toBe(202);
  });

  it('is no reason to brake, however many come', async () => {
    const { body } = await trial.intake.ask<{ items: object[] }>('/v1/parked?limit=200', omar);
    const id = trial.channel.newId();
    await trial.broker.produce(
      'submissions',
      Array.from({ length: 100 }, () => ({ key: 'keyless', value: 'x', headers: { trace: 'a\0b' } })),
    );
    expect((await trial.channel.verdictOn(`site:${id}`, trial.channel.submission(id))).verdict).toBe('accepted');
    await parked(body.items.length + 99);
    const metrics = await fetch(`${trial.intake.service.url}/metrics`).then((answer) => answer.text());
    expect(metrics).toMatch(/^redress_brake_engaged(\{.*\})? 0$/m);
  });

  it('is mended by a submission that can be accepted, and made by its release', async () => {
    const { body } = await trial.intake.ask<{ items: object[] }>('/v1/parked?limit=200', omar);
    await trial.channel.send('nobody', 'Меня зовут Анна');
    const id = (await parked(body.items.length)).at(-1)?.id ?? '';
    expect((await act(`${id}/release`, 'POST')).body).toEqual({ released: 0, left: 1 });
    expect((await trial.intake.ask('/v1/parked?limit=200', omar)).body).toMatchObject({ next: null });
    const explained = await trial.intake.ask(`/v1/parked/${id}`, omar);
    expect(explained.body).toMatchObject({ reason: 'malformed', detail: 'malformed: malformed' });
    expect((await act(`${id}/payload`, 'PUT')).status).toBe(400);
    const name = trial.channel.newId();
    const broken = await act(`${id}/payload`, 'PUT', trial.channel.submission(name, { text: '', customer: {} }));
    expect(broken.status).toBe(400);
    expect(broken.body.errors?.[0]?.message).toMatch(/customer\.id must.*text must/);
    expect((await act(`${id}/payload`, 'PUT', trial.channel.submission(name))).status).toBe(204);
    expect(await trial.channel.said(`site:${name}`)).toEqual([]);
    expect((await act(`${id}/release`, 'POST')).body).toEqual({ released: 1, left: 0 });
    expect(await trial.channel.verdicts(`site:${name}`, 1)).toMatchObject([
      { verdict: 'accepted', channel: 'site', id: name },
    ]);
  });
});
