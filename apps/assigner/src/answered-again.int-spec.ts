import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Complained, StagedAssigner } from '../trial/staged-assigner.js';

let stage: StagedAssigner;

beforeAll(async () => {
  stage = await StagedAssigner.set();
});

beforeEach(async () => {
  await stage.clear();
  for (const sub of ['ivan', 'olga', 'peter']) await stage.list(sub, { present: false });
});

afterAll(() => stage?.strike());

/** An act as it is answered, to the letter. */
async function act(sub: string, { id }: Complained, what: string, body?: object, key?: string) {
  const response = await fetch(`${stage.assigner.service.url}/v1/complaints/${id}/${what}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stage.token(sub)}`,
      ...(key && { 'idempotency-key': key }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const inThePool = (): Promise<Complained> => stage.complainOnce();

async function ivans(): Promise<Complained> {
  const complaint = await inThePool();
  await act('ivan', complaint, 'claim');
  return complaint;
}

const acts = [
  ['ivan', 'claim', inThePool, undefined],
  ['ivan', 'start', ivans, undefined],
  ['ivan', 'hand-over', ivans, { reason: 'Знаю клиента лично', to: 'olga' }],
  ['lena', 'assign', inThePool, { specialist: 'olga' }],
] as const;

describe('An act that is asked for again under its key', () => {
  it.each(acts)('is answered to the letter as it was: by %s, %s', async (sub, what, made, body) => {
    const [complaint, key] = [await made(), randomUUID()];
    const first = await act(sub, complaint, what, body, key);
    expect(first.status).toBe(200);
    expect((await act('lena', complaint, 'assign', { specialist: 'peter' })).status).toBe(200);
    await stage.heldBy(complaint, 'peter');
    expect(await act(sub, complaint, what, body, key)).toEqual(first);
    expect(await stage.heldBy(complaint, 'peter')).toMatchObject({ status: 'assigned' });
  });

  it('has one answer however many ask at once', async () => {
    const [complaint, key] = [await inThePool(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => act('ivan', complaint, 'claim', undefined, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
  });

  it('is refused as ever with another body', async () => {
    const [complaint, key] = [await ivans(), randomUUID()];
    const first = await act('ivan', complaint, 'hand-over', { reason: 'Ухожу', to: 'olga' }, key);
    expect((await act('ivan', complaint, 'hand-over', { reason: 'Ухожу', to: 'peter' }, key)).status).toBe(422);
    expect(await act('ivan', complaint, 'hand-over', { reason: 'Ухожу', to: 'olga' }, key)).toEqual(first);
  });

  it('is remembered without a word that anybody wrote', async () => {
    const [complaint, key] = [await ivans(), randomUUID()];
    const { text } = await act('ivan', complaint, 'hand-over', { reason: 'Знаю клиента', to: 'olga' }, key);
    const rows = await stage.database.query('SELECT answer FROM assigner.idempotency_key WHERE key = $1', [key]);
    expect(rows).toEqual([{ answer: text }]);
    expect(text).not.toContain('клиента');
  });
});
