import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';
import type { DeskComplaintView } from './desk-complaint.view.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
  await stage.skilled('olga', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

const words = { text: 'Добрый день' };

/** An act as it is answered, to the letter. */
async function act(sub: string, { id }: Complained, what: string, body: object, key: string, language = 'en') {
  const response = await fetch(`${stage.desk.service.url}/v1/complaints/${id}/${what}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await stage.token(sub)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      'accept-language': language,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

/** The desk has heard from the journal everything it said about a complaint. */
async function heardBack(complaint: Complained, count: number): Promise<void> {
  for (const { id } of await stage.said(complaint, count)) await stage.knows(id);
}

const acts = [
  ['messages', words],
  ['messages', { ...words, internal: true }],
  ['request-information', words],
  ['decide', { outcome: 'upheld', redress: { amount: 50.25, currency: 'EUR' }, explanation: 'Вы правы' }],
  ['correct-category', { category: 'deposits', reason: 'Это депозит' }],
  ['final-response', words],
] as const;

/** Seen by olga until somebody says its category, and then no more. */
const inTriage = { category: { decision: 'triage', category: 'other', confidence: 0 } } as const;
const elsewhere = { category: 'bonuses' };

/** Whoever reads words is written down first: where nobody can be, what is done is not answered. */
async function whileAnswersFail<Done>(work: () => Promise<Done>): Promise<Done> {
  await stage.database.query('ALTER TABLE desk.complaint_read RENAME TO complaint_read_away');
  try {
    return await work();
  } finally {
    await stage.database.query('ALTER TABLE desk.complaint_read_away RENAME TO complaint_read');
  }
}

describe('an act that is asked for again under its key', () => {
  it.each(acts)('is answered to the letter as it was: %s %j', async (what, body) => {
    const [complaint, key] = [await stage.complain({ holder: 'ivan' }), randomUUID()];
    const first = await act('ivan', complaint, what, body, key);
    expect(first.status).toBe(202);
    await heardBack(complaint, 1);
    await act('nina', complaint, 'messages', { text: 'И от меня', internal: true }, randomUUID());
    await heardBack(complaint, 2);
    expect(await act('ivan', complaint, what, body, key, 'ru')).toEqual(first);
    const { body: now } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect(now.timeline.length).toBe((JSON.parse(first.text) as DeskComplaintView).timeline.length + 1);
    expect(await stage.said(complaint, 2)).toHaveLength(2);
  });

  it('has one answer however many ask at once, in whichever language', async () => {
    const [complaint, key] = [await stage.complain({ holder: 'ivan' }), randomUUID()];
    const languages = ['ru', 'en', 'ru', 'en', 'ru', 'en', 'ru', 'en'];
    const answers = await Promise.all(languages.map((one) => act('ivan', complaint, 'messages', words, key, one)));
    expect(new Set(answers.map((one) => `${one.status} ${one.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await act('ivan', complaint, 'messages', words, key)).toEqual(answers[0]);
  });

  it('is answered as it was to who may not see the complaint any more, who is told nothing else of it', async () => {
    const [complaint, key] = [await stage.complain(inTriage), randomUUID()];
    const first = await act('olga', complaint, 'correct-category', elsewhere, key);
    expect(first.status).toBe(202);
    await heardBack(complaint, 1);
    expect(await act('olga', complaint, 'correct-category', elsewhere, key)).toEqual(first);
    expect(await stage.database.query('SELECT FROM desk.outbox WHERE complaint_id = $1', [complaint.id])).toHaveLength(
      1,
    );
    expect((await stage.read('olga', `complaints/${complaint.id}`)).status).toBe(404);
    expect((await act('olga', complaint, 'correct-category', elsewhere, randomUUID())).status).toBe(404);
    expect((await act('olga', complaint, 'correct-category', { category: 'deposits' }, key)).status).toBe(404);
  });

  it('is answered to who may not see the complaint any more even if no answer ever left', async () => {
    const [complaint, key] = [await stage.complain(inTriage), randomUUID()];
    const unanswered = await whileAnswersFail(() => act('olga', complaint, 'correct-category', elsewhere, key));
    expect(unanswered.status).toBe(500);
    await heardBack(complaint, 1);
    expect((await stage.read('olga', `complaints/${complaint.id}`)).status).toBe(404);
    const again = await act('olga', complaint, 'correct-category', elsewhere, key);
    expect(again.status).toBe(202);
    const { timeline } = JSON.parse(again.text) as DeskComplaintView;
    expect(timeline.at(-1)).toMatchObject({ type: 'category-corrected', effect: 'pending' });
  });

  it('is not shown anew to who may not see the complaint any more once its words are erased', async () => {
    const [complaint, key] = [await stage.complain(inTriage), randomUUID()];
    expect((await act('olga', complaint, 'correct-category', elsewhere, key)).status).toBe(202);
    await heardBack(complaint, 1);
    await stage.erase(complaint);
    expect((await act('olga', complaint, 'correct-category', elsewhere, key)).status).toBe(404);
  });

  it('is answered without the words once they are erased, and another body is refused as ever', async () => {
    const [complaint, key] = [await stage.complain({ holder: 'ivan' }), randomUUID()];
    expect((await act('ivan', complaint, 'messages', words, key)).text).toContain('Добрый');
    await stage.erase(complaint);
    const again = await act('ivan', complaint, 'messages', words, key);
    expect(again.status).toBe(202);
    expect(again.text).not.toMatch(/Добрый|Вывод|anna/);
    expect(JSON.parse(again.text)).toMatchObject({ id: complaint.id, text: '' });
    expect((await act('ivan', complaint, 'messages', { text: 'Другое' }, key)).status).toBe(422);
  });

  it('is remembered without a word or a name that could be read', async () => {
    const [complaint, key] = [await stage.complain({ holder: 'ivan' }), randomUUID()];
    await act('ivan', complaint, 'messages', words, key);
    const [row] = await stage.database.query<{ answer: string }>(
      'SELECT answer FROM desk.idempotency_key WHERE key = $1',
      [key],
    );
    expect(row?.answer).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(row?.answer.slice(3) ?? '', 'base64url').toString()).not.toMatch(/Добрый|Вывод|anna|timeline/);
  });
});
