import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aComplaintSubmitted } from '@redress/testing';
import { type FakeDeployment, fakeDeployment } from '../trial/fake-deployment.js';

const token = (sub: string): string =>
  `${sub}.${Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString('base64url')}.x`;
const person = (sub: string, role: string) => ({ roles: [role], token: token(sub) });
const ref = 'R-7K2M-9QXA';
const at = '2026-11-22T10:00:00Z';
const complaint = { reference: ref, status: 'in-progress', label: 'В работе', language: 'ru', timeline: [] };

let fake: FakeDeployment;

beforeAll(async () => {
  const people = {
    anna: person('anna', 'customer'),
    ivan: person('ivan', 'specialist'),
    olga: person('olga', 'specialist'),
    nina: person('nina', 'senior'),
    lena: person('lena', 'lead'),
    site: person('site', 'channel'),
  };
  fake = await fakeDeployment(people, { desk: true });
});

beforeEach(() => {
  fake.asked.length = 0;
});

afterAll(() => fake.stop());

describe('an act on a complaint', () => {
  it.each([
    [['write', ref, 'Слова'], 'anna', 'messages', { text: 'Слова' }],
    [['write', ref, '-'], 'anna', 'messages', { text: 'read from standard input' }],
    [['accept', ref], 'anna', 'accept', undefined],
    [['reopen', ref, 'Нет'], 'anna', 'reopen', { text: 'Нет' }],
    [['withdraw', ref], 'anna', 'withdraw', undefined],
    [['escalate', ref, 'Нет'], 'anna', 'escalate', { text: 'Нет' }],
    [['survey', ref, '4', '--comment', 'да'], 'anna', 'survey', { score: 4, comment: 'да' }],
    [['answer', ref, 'a', '--as', 'olga'], 'olga', 'messages', { text: 'a' }],
    [['note', ref, 'a', '--as', 'olga'], 'olga', 'messages', { text: 'a', internal: true }],
    [['ask', ref, 'a', '--as', 'olga'], 'olga', 'request-information', { text: 'a' }],
    [['decide', ref, 'not-upheld', 'a', '--as', 'olga'], 'olga', 'decide', { outcome: 'not-upheld', explanation: 'a' }],
    [
      ['decide', ref, 'upheld', 'a', '--amount', '9.5', '--currency', 'EUR', '--as', 'olga'],
      'olga',
      'decide',
      { outcome: 'upheld', redress: { amount: 9.5, currency: 'EUR' }, explanation: 'a' },
    ],
    [['correct', ref, 'deposits', '--as', 'olga'], 'olga', 'correct-category', { category: 'deposits' }],
    [['link-duplicate', ref, '--of', 'r-3tek-yh35', '--as', 'olga'], 'olga', 'link-duplicate', { of: 'R-3TEK-YH35' }],
    [['final-response', ref, 'a', '--as', 'nina'], 'nina', 'final-response', { text: 'a' }],
    [['refer', ref, 'IBAS', 'a'], 'nina', 'refer', { body: 'IBAS', text: 'a' }],
    [['claim', ref], 'ivan', 'claim', undefined],
    [['start-work', ref, '--as', 'olga'], 'olga', 'start', undefined],
    [['hand-over', ref, '--reason', 'a', '--as', 'olga'], 'olga', 'hand-over', { reason: 'a' }],
    [['assign', ref, 'olga', '--override'], 'lena', 'assign', { specialist: 'olga', override: true }],
  ])('%j is done as %s at %s', async (args, who, call, body) => {
    fake.answer(`POST /v1/complaints/${ref}/${call}`, [202, complaint]);
    const said = [`${ref}  in-progress  В работе  as ${who}`];
    expect(await fake.redressed(...args)).toEqual({ exit: 0, said, complained: '' });
    expect(fake.asked).toMatchObject([{ who: token(who), body }]);
  });

  it('is done by whoever holds the complaint when nobody is named, else by ivan', async () => {
    fake.answer(`POST /v1/complaints/${ref}/messages`, [202, complaint]);
    fake.answer('GET /v1/queue?limit=200', [200, { items: [{ id: 'c1', reference: ref }] }], [200, { items: [] }]);
    await fake.redressed('answer', ref.toLowerCase(), 'a');
    const holder = fake.asked.find(({ url }) => url.startsWith('/v1/queue'))?.who;
    expect(fake.asked.at(-1)?.who).toBe(holder);
    fake.answer('GET /v1/queue?limit=200', [200, { items: [] }]);
    expect((await fake.redressed('answer', ref, 'a')).said).toEqual([`${ref}  in-progress  В работе  as ivan`]);
  });

  it('carries the key that makes it happen once', async () => {
    fake.answer(`POST /v1/complaints/${ref}/accept`, [202, complaint]);
    await fake.redressed('accept', ref, '--key', 'k1');
    expect(fake.asked.at(-1)).toMatchObject({ key: 'k1' });
  });

  it('names the complaint that goes on in the place of one that was over', async () => {
    fake.answer(`POST /v1/complaints/${ref}/reopen`, [202, { ...complaint, reference: 'R-AAAA-AAAA' }]);
    const { said } = await fake.redressed('reopen', ref, 'Нет');
    expect(said).toEqual([`R-AAAA-AAAA  in-progress  В работе  follows ${ref}  as anna`]);
  });

  it('that its state does not allow ends with 1 and what can be done', async () => {
    fake.answer(`POST /v1/complaints/${ref}/accept`, [409, { detail: 'The complaint is assigned. Withdraw it.' }]);
    expect(await fake.redressed('accept', ref)).toMatchObject({
      exit: 1,
      complained: 'intake refused: The complaint is assigned. Withdraw it.',
    });
  });

  it('links a duplicate to another complaint, whichever of the two came first', async () => {
    const { said } = await fake.redressed('link-duplicate', '--help');
    expect(said.join('\n')).toContain('another one of the same customer');
    expect(said.join('\n')).not.toMatch(/earlier/);
  });

  it.each([
    [['decide', ref, 'maybe', 'a']],
    [['decide', ref, 'upheld', 'a', '--amount', '5']],
    [['decide', ref, 'upheld', 'a', '--amount', '-5', '--currency', 'EUR']],
    [['correct', ref, 'nonsense']],
    [['survey', ref, 'good']],
    [['link-duplicate', ref]],
    [['preferences', '--mail', 'survey=perhaps']],
    [['preferences', '--mail', 'adverts=off']],
    [['presence', 'somewhere']],
  ])('%j is wrong usage', async (args) => {
    expect(await fake.redressed(...args)).toMatchObject({ exit: 2 });
    expect(fake.asked).toEqual([]);
  });
});

describe('redress show', () => {
  const { data, type: _type, ...event } = aComplaintSubmitted({ reference: ref });
  const { sealed: _sealed, ...facts } = data;
  const submitted = { ...event, type: 'complaint-submitted', at, by: 'customer', effect: 'took', data: facts };
  const note = {
    id: 'n',
    type: 'note-written',
    at,
    by: 'ivan',
    effect: 'took',
    text: 'Первая\nвторая',
    data: { by: 'ivan' },
  };
  const shown = { ...complaint, text: 'Где деньги?', receivedAt: at, promisedBy: at, timeline: [submitted, note] };

  it('prints the words and what happened, of a customer from intake, of staff from the desk', async () => {
    fake.answer(`GET /v1/complaints/${ref}`, [200, shown]);
    const { said } = await fake.redressed('show', ref, '--as', 'ivan');
    const lines = said.join('\n').split('\n');
    expect(lines[0]).toBe(`${ref}  in-progress  В работе`);
    expect(lines).toEqual(expect.arrayContaining(['Где деньги?', '    Первая', '    вторая']));
    expect(lines.find((line) => line.includes('note-written'))).toMatch(/received {5}Принята {6}by ivan$/);
  });
});

describe('redress preferences', () => {
  const mails = { received: true, survey: true };

  it('changes what is named and keeps the rest', async () => {
    fake.answer('GET /v1/preferences', [200, { language: 'ru', mails }]);
    fake.answer('PUT /v1/preferences', [200, { language: 'ru', mails: { received: true, survey: false } }]);
    const { said } = await fake.redressed('preferences', '--mail', 'survey=off');
    expect(fake.asked.at(-1)?.body).toEqual({ language: 'ru', mails: { received: true, survey: false } });
    expect(said.join('\n')).toMatch(/survey +off$/);
    await fake.redressed('preferences', '--no-language');
    expect(fake.asked.at(-1)?.body).toEqual({ mails });
  });

  it('changes nothing when nothing is named', async () => {
    await fake.redressed('preferences');
    expect(fake.asked.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('redress batch', () => {
  const verdicts = [
    { channel: 'site', id: '1', verdict: 'accepted', reference: ref, reasons: [] },
    { line: 2, verdict: 'refused', reasons: [{ code: 'malformed', path: '', message: 'is no JSON' }] },
  ];

  it('prints a verdict for each line, and ends with 1 when one was refused', async () => {
    fake.answer('POST /v1/complaints/batch', [200, verdicts.map((verdict) => `${JSON.stringify(verdict)}\n`).join('')]);
    expect(await fake.redressed('batch', '-')).toEqual({
      exit: 1,
      said: [`1  accepted  ${ref}\nline 2  refused  malformed: is no JSON`],
      complained: '1 of 2 were refused: mend and send those again.',
    });
    expect(fake.asked.at(-1)).toMatchObject({ who: token('site'), body: 'read from standard input' });
  });

  it('says so of a file that is not there', async () => {
    expect(await fake.redressed('batch', '/nowhere.ndjson')).toMatchObject({
      exit: 1,
      complained: expect.stringContaining('ENOENT'),
    });
  });
});

describe('redress way-in', () => {
  it('asks for a link, and goes in with what it holds, signed in as nobody', async () => {
    fake.answer('POST /v1/way-in', [202, { minutes: 30 }]);
    fake.answer('POST /v1/way-in/session', [200, { token: 'session', expiresAt: at }]);
    expect((await fake.redressed('way-in', 'a@b.example')).said.join('')).toContain('30 minutes');
    const link = 'http://127.0.0.1:4001/way-in?language=en#code';
    for (const what of ['code', link])
      expect((await fake.redressed('way-in', '--enter', what)).said).toEqual(['session']);
    expect(fake.asked.map(({ who, body }) => [who, body])).toEqual([
      ['undefined', { email: 'a@b.example' }],
      ['undefined', { token: 'code' }],
      ['undefined', { token: 'code' }],
    ]);
  });
});

describe('the lists of the desk', () => {
  it('ask with the words that were typed', async () => {
    const items = [{ reference: ref, status: 'triage', category: 'other', confidence: 0.214, excerpt: 'Где\nденьги' }];
    fake.answer('GET /v1/search?q=%D0%B3%D0%B4%D0%B5%20x&limit=5', [200, { items, next: 'n' }]);
    const { said } = await fake.redressed('search', 'где x', '--limit', '5');
    expect(said.join('\n').split('\n').at(-2)?.split(/ {2,}/)).toEqual([
      ref,
      'triage',
      'other',
      '21 %',
      '"Где деньги"',
    ]);
    expect(said.at(-1)).toBe('More: --after n');
  });
});
