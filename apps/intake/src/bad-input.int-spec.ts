import { beforeAll, describe, expect, it } from '@jest/globals';
import { intakeTrial } from '../trial/intake-trial.js';

const trial = intakeTrial();
let anna: string;

beforeAll(async () => {
  anna = await trial.issuer.tokenFor('anna', { roles: ['customer'] });
});

const text = 'Вывод висит';
const long = (length: number) => 'я'.repeat(length);

describe('a body that is refused as invalid', () => {
  it.each<[string, unknown, string]>([
    ['no text', {}, 'text'],
    ['an empty text', { text: '' }, 'text'],
    ['a text of white space', { text: ' \n\t ' }, 'text'],
    ['a text over the limit', { text: long(20_001) }, 'text'],
    ['a text that is a number', { text: 5 }, 'text'],
    ['a text that is a list', { text: [text] }, 'text'],
    ['a text that is null', { text: null }, 'text'],
    ['a NUL in the text', '{"text":"a\\u0000b"}', 'text'],
    ['a lone surrogate in the text', '{"text":"a\\ud800b"}', 'text'],
    ['a NUL in the subject', '{"text":"a","subject":"\\u0000"}', 'subject'],
    ['a lone surrogate in the subject', '{"text":"a","subject":"\\udc00"}', 'subject'],
    ['a subject over the limit', { text, subject: long(201) }, 'subject'],
    ['a subject that is null', { text, subject: null }, 'subject'],
    ['a category nobody knows', { text, category: 'weather' }, 'category'],
    ['a category that is a list', { text, category: ['bonuses'] }, 'category'],
    ['a category that is null', { text, category: null }, 'category'],
    ['a language in capitals', { text, language: 'RU' }, 'language'],
    ['a language with a region', { text, language: 'ru-RU' }, 'language'],
    ['a language of one letter', { text, language: 'r' }, 'language'],
    ['a language that is a number', { text, language: 7 }, 'language'],
    ['a contact without an address', { text, contact: {} }, 'contact.email'],
    ['a contact that is text', { text, contact: 'anna@example.org' }, 'contact'],
    ['a contact that is a list', { text, contact: [{ email: 'anna@example.org' }] }, 'contact'],
    ['a contact that is null', { text, contact: null }, 'contact'],
    ['an address that is none', { text, contact: { email: 'nowhere' } }, 'contact.email'],
    ['two addresses', { text, contact: { email: 'a@example.org, b@example.org' } }, 'contact.email'],
    [
      'an address with a line break',
      { text, contact: { email: 'a@example.org\nBcc: b@example.org' } },
      'contact.email',
    ],
    [
      'an address over the limit',
      { text, contact: { email: `a@${'b'.repeat(60)}.${'c'.repeat(200)}.de` } },
      'contact.email',
    ],
    ['a NUL in the address', '{"text":"a","contact":{"email":"a\\u0000@example.org"}}', 'contact.email'],
    ['an unknown field', { text, urgent: true }, 'urgent'],
    ['an unknown field of the contact', { text, contact: { email: 'a@example.org', phone: '1' } }, 'contact.phone'],
    ['a list', [{ text }], ''],
    ['null', 'null', ''],
    ['a number', '5', ''],
  ])('has %s', async (_name, body, path) => {
    const answer = await trial.intake.submit<{ type: string; errors: { path: string; message: string }[] }>(anna, body);
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:redress:invalid' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors.map((error) => error.path)).toContain(path);
    expect(answer.body.errors.every(({ message }) => message.length > 0)).toBe(true);
  });

  it.each([
    ['broken JSON', '{"text":', 'application/json'],
    ['nothing', '', 'application/json'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'application/json'],
    ['a form', 'text=a', 'application/x-www-form-urlencoded'],
    ['plain text', 'text', 'text/plain'],
  ])('is %s', async (_name, body, type) => {
    const answer = await trial.intake.submit(anna, body, { 'content-type': type });
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:redress:invalid' } });
  });

  it('is over 256 KiB: too large', async () => {
    const answer = await trial.intake.submit(anna, { text: 'a'.repeat(256 * 1024) });
    expect(answer).toMatchObject({ status: 413, body: { type: 'urn:redress:too-large' } });
  });
});

describe('a body at the edge of what is allowed', () => {
  it.each<[string, object]>([
    ['a text of 20,000 units', { text: long(20_000) }],
    ['a text of 20,000 units that each take six bytes', { text: '\u0001'.repeat(20_000) }],
    ['a text of pairs of surrogates', { text: '😀'.repeat(10_000) }],
    ['a text in white space', { text: `  ${long(20_000)}\n` }],
    ['a subject of 200 units', { text, subject: long(200) }],
    ['a subject of 200 units in white space', { text, subject: ` ${long(200)} ` }],
    ['an empty subject', { text, subject: '' }],
    ['a subject of white space', { text, subject: ' \n ' }],
    ['a language of three letters', { text, language: 'kaz' }],
    ['every field', { text, subject: 'a', language: 'en', category: 'other', contact: { email: 'a@example.org' } }],
  ])('has %s', async (_name, body) => {
    expect((await trial.intake.submit(anna, body)).status).toBe(202);
  });
});

describe('an Idempotency-Key that is refused', () => {
  it.each([
    ['is empty', ''],
    ['is over 128 characters', 'k'.repeat(129)],
    ['holds a letter that is not ASCII', 'cl\u00e9'],
    ['holds a tab', 'a\tb'],
  ])('%s', async (_name, key) => {
    const answer = await trial.intake.submit(anna, { text }, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });

  it('may have 128 characters', async () => {
    expect((await trial.intake.submit(anna, { text }, { 'idempotency-key': 'k'.repeat(128) })).status).toBe(202);
  });
});

describe('who is refused', () => {
  it('is anybody without a valid token', async () => {
    const expired = await trial.issuer.tokenFor('anna', { roles: ['customer'], ttl: -1 });
    for (const token of ['', 'nonsense', `${anna.slice(0, -3)}abc`, expired]) {
      const answer = await trial.intake.submit(token, { text });
      expect(answer).toMatchObject({ status: 401, body: { type: 'urn:redress:unauthenticated' } });
    }
  });

  it.each([['specialist'], ['lead'], ['channel'], ['operator'], ['auditor']])('is a %s', async (role) => {
    const token = await trial.issuer.tokenFor('ivan', { roles: [role] });
    for (const answer of [
      await trial.intake.submit(token, { text }),
      await trial.intake.ask('/v1/complaints', token),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { type: 'urn:redress:forbidden' } });
    }
  });
});

describe('a question that is refused', () => {
  it.each([
    'limit=0',
    'limit=201',
    'limit=1.5',
    'limit=many',
    'limit=',
    'limit=1&limit=2',
    'after=yesterday',
    'sort=id',
  ])('is a list with ?%s', async (query) => {
    const answer = await trial.intake.ask(`/v1/complaints?${query}`, anna);
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:redress:invalid' } });
  });

  it.each(['R-0000-0000', '0199a0c0-0000-7000-8000-000000000000', 'R-7K3M', 'nonsense', '%00', "x' OR 1=1", '%ff'])(
    'is for a complaint that does not exist: %s',
    async (name) => {
      const answer = await trial.intake.ask(`/v1/complaints/${name}`, anna);
      expect([404, 400]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );
});
