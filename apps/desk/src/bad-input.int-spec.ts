import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';

let stage: StagedDesk;
let complaint: Complained;

beforeAll(async () => {
  stage = await StagedDesk.set();
  complaint = await stage.complain({ holder: 'ivan' });
});

afterAll(() => stage?.strike());

interface ProblemBody {
  type: string;
  errors: { path: string }[];
}

const decision = { outcome: 'upheld', explanation: 'Потому что' };
const redress = (amount: unknown, currency: unknown = 'EUR') => ({ ...decision, redress: { amount, currency } });

describe('an act with', () => {
  it.each([
    ['messages', {}, 'text'],
    ['messages', { text: '' }, 'text'],
    ['messages', { text: ' \n ' }, 'text'],
    ['messages', { text: 7 }, 'text'],
    ['messages', { text: null }, 'text'],
    ['messages', { text: ['a'] }, 'text'],
    ['messages', { text: 'a'.repeat(20_001) }, 'text'],
    ['messages', { text: 'a\0b' }, 'text'],
    ['messages', { text: '\ud800' }, 'text'],
    ['messages', { text: 'a', internal: 'yes' }, 'internal'],
    ['messages', { text: 'a', internal: null }, 'internal'],
    ['messages', { text: 'a', to: 'anna' }, 'to'],
    ['request-information', { text: {} }, 'text'],
    ['decide', { explanation: 'a' }, 'outcome'],
    ['decide', { outcome: 'maybe', explanation: 'a' }, 'outcome'],
    ['decide', { outcome: 'upheld' }, 'explanation'],
    ['decide', { ...decision, redress: null }, 'redress'],
    ['decide', { ...decision, redress: [] }, 'redress'],
    ['decide', { ...decision, redress: 50 }, 'redress'],
    ['decide', redress(0), 'redress.amount'],
    ['decide', redress(-5), 'redress.amount'],
    ['decide', redress('50'), 'redress.amount'],
    ['decide', redress(0.001), 'redress.amount'],
    ['decide', redress(10.555), 'redress.amount'],
    ['decide', redress(1e12), 'redress.amount'],
    ['decide', redress(5, 'eur'), 'redress.currency'],
    ['decide', redress(5, 'XXXX'), 'redress.currency'],
    ['decide', redress(5, 'QQQ'), 'redress.currency'],
    ['decide', { ...decision, redress: { amount: 5 } }, 'redress.currency'],
    ['decide', { ...decision, redress: { amount: 5, currency: 'EUR', to: 'anna' } }, 'redress.to'],
    ['decide', { ...decision, by: 'lena' }, 'by'],
    ['correct-category', {}, 'category'],
    ['correct-category', { category: 'money' }, 'category'],
    ['correct-category', { category: ['deposits'] }, 'category'],
    ['correct-category', { category: 'deposits', reason: '' }, 'reason'],
    ['link-duplicate', {}, 'of'],
    ['link-duplicate', { of: 'nonsense' }, 'of'],
    ['link-duplicate', { of: 'r-7k3m-9qxz' }, 'of'],
    ['link-duplicate', { of: { id: 1 } }, 'of'],
    ['final-response', { text: undefined }, 'text'],
    ['refer', { text: 'a' }, 'body'],
    ['refer', { body: 'IBAS' }, 'text'],
    ['refer', { body: 'a'.repeat(201), text: 'a' }, 'body'],
  ])('%s %j is refused, and the place named: %s', async (act, body, path) => {
    const answer = await stage.act<ProblemBody>('ivan', complaint, act, body);
    expect({ status: answer.status, type: answer.body.type }).toEqual({ status: 400, type: 'urn:redress:invalid' });
    expect(answer.body.errors.map((error) => error.path)).toContain(path);
  });

  it.each(['[]', 'null', '"text"', '{', '7', ''])('the body %j is refused', async (body) => {
    const token = await stage.token('ivan');
    const answer = await stage.desk.post(`/v1/complaints/${complaint.id}/messages`, token, body);
    expect(answer.status).toBe(400);
  });

  it.each(['a'.repeat(129), 'clé'])('the key %j is refused', async (key) => {
    const answer = await stage.act('ivan', complaint, 'messages', { text: 'a' }, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });

  it('sound input up to its limits is taken', async () => {
    const text = 'я'.repeat(20_000);
    expect((await stage.act('ivan', complaint, 'messages', { text })).status).toBe(202);
    const decided = await stage.act('ivan', complaint, 'decide', redress(1_000_000_000, 'RUB'));
    expect(decided).toMatchObject({ status: 202, body: { redress: { amount: 1_000_000_000, currency: 'RUB' } } });
  });
});

describe('the description of the desk', () => {
  it('names every route with who may use it, and what it may refuse', async () => {
    const { body } = await stage.desk.get<{ paths: Record<string, Record<string, { responses: object }>> }>(
      '/openapi.json',
      '',
    );
    const routes = Object.keys(body.paths).filter((path) => path.startsWith('/v1/') && !/parked|outbox/.test(path));
    const below = '/v1/complaints/{idOrReference}';
    expect(routes.sort()).toEqual(
      [
        '/v1/canned-replies',
        '/v1/journal-order',
        '/v1/search',
        '/v1/triage',
        below,
        ...['audit', 'stream', 'messages', 'request-information', 'decide', 'correct-category', 'link-duplicate'].map(
          (act) => `${below}/${act}`,
        ),
        `${below}/final-response`,
        `${below}/refer`,
      ].sort(),
    );
    for (const [path, methods] of Object.entries(body.paths)) {
      const { post } = methods;
      if (!post || !path.startsWith(below)) continue;
      expect(Object.keys(post.responses)).toEqual(
        expect.arrayContaining(['202', '400', '401', '403', '404', '409', '422', '503']),
      );
    }
  });
});
