import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type JournalEvent, readEvent, referencePattern } from '@redress/contracts';
import { aComplaintAssigned, aComplaintCategorised, eventually } from '@redress/testing';
import type { ComplaintsView, ComplaintView } from '@redress/timeline';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
let [anna, ben]: [string, string] = [] as never;

const text = 'Вывод 50000 ₽ висит третий день';

beforeAll(async () => {
  anna = await trial.issuer.tokenFor('anna', { roles: ['customer'], email: 'anna@customers.example' });
  ben = await trial.issuer.tokenFor('ben', { roles: ['customer'] });
});

const submit = (body: object, headers?: Record<string, string>, token = anna) =>
  trial.intake.submit<AcceptedView>(token, body, headers);

const read = async (name: string, headers: Record<string, string> = {}, token = anna): Promise<ComplaintView> =>
  (await trial.intake.ask<ComplaintView>(`/v1/complaints/${name}`, token, { headers })).body;

async function journalOf(complaintId: string): Promise<JournalEvent[]> {
  const records = await trial.broker.read('complaints');
  return records.filter(({ key }) => key === complaintId).map(({ value }) => readEvent(value ?? ''));
}

const onJournal = (complaintId: string) =>
  eventually('the event on the journal', async () => {
    const events = await journalOf(complaintId);
    return events.length > 0 && events;
  });

describe('submitting a complaint', () => {
  it('answers with a reference and a promise that are the same in the answer, on the journal and when read', async () => {
    const { status, body } = await submit({ text });
    expect(status).toBe(202);
    expect(body).toEqual({
      id: expect.any(String),
      reference: expect.stringMatching(referencePattern),
      status: 'received',
      promisedBy: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const [event] = await onJournal(body.id);
    const { reference, promisedBy } = body;
    expect(event).toMatchObject({ source: 'intake', sourceseq: 1, correlationid: body.id });
    expect(event).not.toHaveProperty('causationid');
    expect(event?.data).toMatchObject({ reference, promisedBy, channel: 'account', language: 'ru' });
    const receivedAt = event?.time ?? '';
    expect(event?.data).toMatchObject({ receivedAt });
    expect(Date.parse(promisedBy) - Date.parse(receivedAt)).toBe(48 * 60 * 60 * 1000);
    expect(await read(body.id)).toMatchObject({ reference, promisedBy, receivedAt });
  });

  it('lets no word, address or customer out of the seal', async () => {
    const contact = { email: 'secret@customers.example' };
    const { body } = await submit({ text: 'Мой секрет', subject: 'Тайна', contact });
    await onJournal(body.id);
    const [stored] = await trial.database.query<{ all: string }>(
      `SELECT concat((SELECT string_agg(value, '') FROM intake.outbox WHERE complaint_id = $1),
        (SELECT string_agg(data::text, '') FROM intake.timeline_entry WHERE complaint_id = $1)) AS all`,
      [body.id],
    );
    const journal = JSON.stringify((await trial.broker.read('complaints')).filter(({ key }) => key === body.id));
    for (const word of ['секрет', 'Тайна', 'secret@', 'anna']) {
      expect(`${stored?.all}${journal}`).not.toContain(word);
    }
  });

  it('is visible to its customer at once, and as heard when the journal brings it back', async () => {
    const { body } = await submit({ text, category: 'deposits' });
    expect(await read(body.reference)).toMatchObject({ id: body.id, status: 'received', label: 'Принята', text });
    const heard = await eventually('the journal to bring it back', async () => {
      const complaint = await read(body.id);
      return complaint.timeline[0]?.effect === 'took' && complaint;
    });
    expect(heard.timeline).toHaveLength(1);
    expect(heard.timeline[0]).toMatchObject({ type: 'complaint-submitted', by: 'customer', text });
    expect(heard.timeline[0]?.data).toMatchObject({ pick: 'deposits' });
    expect(heard.timeline[0]?.data).not.toHaveProperty('sealed');
  });

  it('follows what others say about it, in the language of the reader', async () => {
    const { body } = await submit({ text });
    const [submitted] = await onJournal(body.id);
    const about = { subject: body.id, correlationid: body.id, causationid: submitted?.id };
    await trial.broker.say(
      aComplaintCategorised({ category: 'withdrawals', confidence: 0.6 }, about),
      aComplaintAssigned({ specialistId: 'ivan' }, about),
      aComplaintAssigned({ specialistId: 'olga' }, { ...about, sourceseq: 2 }),
    );
    const complaint = await eventually('all four in the timeline', async () => {
      const seen = await read(body.id, { 'accept-language': 'en' });
      return seen.timeline.length === 4 && seen;
    });
    expect(complaint).toMatchObject({
      status: 'assigned',
      label: 'In progress',
      category: 'withdrawals',
      specialist: 'ivan',
    });
    expect(complaint.timeline.map(({ type, by, effect }) => [type, by, effect])).toEqual([
      ['complaint-submitted', 'customer', 'took'],
      ['complaint-categorised', 'redress', 'took'],
      ['complaint-assigned', 'redress', 'took'],
      ['complaint-assigned', 'redress', 'void'],
    ]);
  });
});

describe('an Idempotency-Key', () => {
  it('gives the same body the same answer, however it is written', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await submit({ text: 'Один раз', subject: 'Раз' }, key);
    const again = await trial.intake.submit(anna, '  {"subject":"Раз",\n"text":"Один раз"}', key);
    expect(again).toMatchObject({ status: 202, body: first.body });
  });

  it('refuses another body', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await submit({ text: 'Один раз' }, key);
    const refused = await submit({ text: 'Другой раз' }, key);
    expect(refused).toMatchObject({ status: 422, body: { type: 'urn:redress:key-reused' } });
  });

  it('belongs to one person', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const mine = await submit({ text: 'Один раз' }, key);
    const theirs = await submit({ text: 'Другой раз' }, key, ben);
    expect(theirs.status).toBe(202);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('makes one complaint of twenty requests at once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit({ text: 'Много раз' }, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const rows = await trial.database.query('SELECT FROM intake.outbox WHERE complaint_id = $1', [...ids]);
    expect(rows).toHaveLength(1);
    const keys = await trial.database.query('SELECT FROM vault.complaint_key WHERE complaint_id = $1', [...ids]);
    expect(keys).toHaveLength(1);
  });
});

describe("a customer's list", () => {
  it('holds their own complaints alone, newest first, page by page', async () => {
    const carla = await trial.issuer.tokenFor('carla', { roles: ['customer'] });
    const list = async (query: string) =>
      (await trial.intake.ask<ComplaintsView>(`/v1/complaints${query}`, carla)).body;
    expect(await list('')).toEqual({ items: [], next: null });
    const ids: string[] = [];
    for (const word of ['первая', 'вторая', 'третья']) ids.unshift((await submit({ text: word }, {}, carla)).body.id);
    const first = await list('?limit=2');
    expect(first.items.map(({ id, text: own }) => [id, own])).toEqual([
      [ids[0], 'третья'],
      [ids[1], 'вторая'],
    ]);
    const last = await list(`?limit=2&after=${first.next}`);
    expect(last).toMatchObject({ items: [{ id: ids[2] }], next: null });
  });

  it("has no place for another's complaint, by id or by reference", async () => {
    const { body } = await submit({ text });
    for (const name of [body.id, body.reference]) {
      const answer = await trial.intake.ask(`/v1/complaints/${name}`, ben);
      expect(answer).toMatchObject({ status: 404, body: { type: 'urn:redress:not-found' } });
    }
  });

  it('shows an erased complaint without its words', async () => {
    const { body } = await submit({ text });
    await trial.database.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [body.id]);
    const complaint = await read(body.id);
    expect(complaint).toMatchObject({ reference: body.reference, text: '' });
    expect(complaint.timeline[0]).not.toHaveProperty('text');
  });
});
