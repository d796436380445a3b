import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aDecisionCommunicated } from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
const text = 'Вывод висит третий день';
let anna: string;

beforeAll(async () => {
  anna = await trial.tokenOf('anna');
});

/** An act as it is answered, to the letter. */
async function act(id: string, what: string, body: object | undefined, key: string, language = 'en') {
  const response = await fetch(`${trial.intake.service.url}/v1/complaints/${id}/${what}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${anna}`,
      'idempotency-key': key,
      'accept-language': language,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const submitted = async (): Promise<string> => {
  const { body } = await trial.intake.submit<AcceptedView>(anna, { text });
  await trial.heard(anna, body.id, 'complaint-submitted');
  return body.id;
};

async function decided(): Promise<string> {
  const id = await submitted();
  const assignmentId = randomUUIDv7();
  await trial.hear(
    aComplaintAssigned({ assignmentId }, { subject: id }),
    aDecisionCommunicated({ assignmentId, by: 'ivan' }, { subject: id }),
  );
  await trial.heard(anna, id, 'decision-communicated');
  return id;
}

async function withdrawn(): Promise<string> {
  const id = await submitted();
  await act(id, 'withdraw', undefined, randomUUID());
  await trial.heard(anna, id, 'complaint-withdrawn');
  return id;
}

const acts = [
  ['messages', submitted, { text: 'Есть новости?' }, 'customer-wrote'],
  ['withdraw', submitted, undefined, 'complaint-withdrawn'],
  ['reopen', withdrawn, { text: 'Не решено' }, 'complaint-reopened'],
  ['survey', withdrawn, { score: 2, comment: 'Долго' }, 'survey-answered'],
  ['accept', decided, undefined, 'resolution-accepted'],
  ['escalate', decided, { text: 'Не согласна' }, 'complaint-escalated'],
] as const;

describe('an act that is asked for again under its key', () => {
  it.each(acts)('is answered to the letter as it was: %s', async (what, complaint, body, said) => {
    const [id, key] = [await complaint(), randomUUID()];
    const first = await act(id, what, body, key);
    expect(first.status).toBe(202);
    await trial.heard(anna, id, said);
    await trial.hear(aComplaintAssigned({ specialistId: 'olga' }, { subject: id }));
    const now = await trial.heard(anna, id, 'complaint-assigned');
    expect(now.timeline.length).toBeGreaterThan((JSON.parse(first.text) as ComplaintView).timeline.length);
    expect(await act(id, what, body, key, 'ru')).toEqual(first);
    expect(await trial.heard(anna, id, 'complaint-assigned')).toEqual(now);
  });

  it('has one answer however many ask at once, in whichever language', async () => {
    const [id, key] = [await submitted(), randomUUID()];
    const languages = ['ru', 'en', 'ru', 'en', 'ru', 'en', 'ru', 'en'];
    const answers = await Promise.all(languages.map((one) => act(id, 'messages', { text: 'Где деньги?' }, key, one)));
    expect(new Set(answers.map((one) => `${one.status} ${one.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await act(id, 'messages', { text: 'Где деньги?' }, key)).toEqual(answers[0]);
  });

  it('is answered without the words once they are erased, and another body is refused as ever', async () => {
    const [id, key] = [await submitted(), randomUUID()];
    expect((await act(id, 'messages', { text: 'Есть новости?' }, key)).text).toContain('новости');
    await trial.database.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [id]);
    const again = await act(id, 'messages', { text: 'Есть новости?' }, key);
    expect(again.status).toBe(202);
    expect(again.text).not.toMatch(/новости|Вывод/);
    expect(JSON.parse(again.text)).toMatchObject({ id, text: '' });
    expect((await act(id, 'messages', { text: 'Другое' }, key)).status).toBe(422);
  });

  it('is remembered without a word or a name that could be read', async () => {
    const [id, key] = [await submitted(), randomUUID()];
    await act(id, 'messages', { text: 'Есть новости?' }, key);
    const [row] = await trial.database.query<{ answer: string }>(
      'SELECT answer FROM intake.idempotency_key WHERE key = $1',
      [key],
    );
    expect(row?.answer).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(row?.answer.slice(3) ?? '', 'base64url').toString()).not.toMatch(/новости|Вывод|timeline/);
  });
});
