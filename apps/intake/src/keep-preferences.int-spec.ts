import { beforeAll, describe, expect, it } from '@jest/globals';
import { templates } from '@redress/contracts';
import { foldAll } from '@redress/lifecycle';
import { aFinalResponseIssued, eventually } from '@redress/testing';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';
import type { MyDataView } from './my-data.view.js';
import type { PreferencesView } from './preferences.view.js';

const trial = intakeTrial();
let [anna, ben]: [string, string] = [] as never;

const dayMs = 24 * 60 * 60 * 1000;
const text = 'Бонус не начислен';
const everything = Object.fromEntries(templates.map((template) => [template, true]));

beforeAll(async () => {
  anna = await trial.tokenOf('anna', 'customer', { email: 'anna@customers.example' });
  ben = await trial.tokenOf('ben');
});

const submitted = async (token = anna) => (await trial.intake.submit<AcceptedView>(token, { text })).body.id;
const keep = (body: object, token = anna) => trial.intake.send<PreferencesView>(token, 'PUT', '/v1/preferences', body);
const kept = async (token = anna) => (await trial.intake.ask<PreferencesView>('/v1/preferences', token)).body;

describe('preferences', () => {
  it('want every mail until somebody says otherwise, and then what was said last', async () => {
    const carla = await trial.tokenOf('carla');
    expect(await kept(carla)).toEqual({ mails: everything });
    const answer = await keep({ language: 'en', mails: { assigned: false } }, carla);
    expect(answer).toMatchObject({ status: 200, body: { language: 'en', mails: { ...everything, assigned: false } } });
    await keep({ mails: { survey: false } }, carla);
    expect(await kept(carla)).toEqual({ mails: { ...everything, survey: false } });
    expect(await kept(ben)).toEqual({ mails: everything });
  });

  it('are said of every complaint that is not closed, and of each new one right after it', async () => {
    const [open, others] = [await submitted(), await submitted(ben)];
    const wanted = { language: 'en', mails: { assigned: false } };
    await keep(wanted);
    const said = await trial.onJournal(open, 2);
    expect(said.at(-1)).toMatchObject({ type: 'redress.preferences-changed.v1', data: wanted });
    const fresh = await submitted();
    const [first, second] = await trial.onJournal(fresh, 2);
    expect(first?.type).toBe('redress.complaint-submitted.v1');
    expect(second).toMatchObject({ type: 'redress.preferences-changed.v1', sourceseq: 2, data: wanted });
    expect(await trial.journalOf(others)).toHaveLength(1);
  });

  it('are said of a closed complaint that may come back, and hold once it does', async () => {
    const gil = await trial.tokenOf('gil');
    const [back, late, final] = [await submitted(gil), await submitted(gil), await submitted(gil)];
    for (const id of [back, late]) {
      await trial.intake.send(gil, 'POST', `/v1/complaints/${id}/withdraw`);
      await trial.heard(gil, id, 'complaint-withdrawn');
    }
    await trial.onJournal(final);
    await trial.hear(aFinalResponseIssued({}, { subject: final }));
    await trial.heard(gil, final, 'final-response-issued');
    await trial.database.query(
      `UPDATE intake.complaint_state SET state = state || jsonb_build_object('closedAt', $2::text)
       WHERE complaint_id = $1`,
      [late, new Date(Date.now() - 14 * dayMs - 1).toISOString()],
    );
    const wanted = { language: 'en', mails: { reopened: false } };
    await keep(wanted, gil);
    expect((await trial.intake.send(gil, 'POST', `/v1/complaints/${back}/reopen`, { text })).status).toBe(202);
    const life = await trial.onJournal(back, 4);
    expect(life[2]).toMatchObject({ type: 'redress.preferences-changed.v1', data: wanted });
    expect(foldAll(undefined, life).state).toMatchObject({ status: 'reopened', preferences: wanted });
    const said = await trial.database.query<{ complaint_id: string }>(
      `SELECT complaint_id FROM intake.outbox
       WHERE type = 'redress.preferences-changed.v1' AND complaint_id = ANY($1)`,
      [[back, late, final]],
    );
    expect(said).toEqual([{ complaint_id: back }]);
  });

  it('may be changed while a complaint is being repaired: that one alone is not told', async () => {
    const eva = await trial.tokenOf('eva');
    const [sound, parked] = [await submitted(eva), await submitted(eva)];
    await trial.database.query(
      `INSERT INTO intake.parked (id, topic, partition, record_offset, complaint_id, headers, reason, detail)
       VALUES (gen_random_uuid(), 'complaints', 0, 999999, $1, '{}', 'invalid', 'for the spec')`,
      [parked],
    );
    expect((await keep({ mails: { assigned: false } }, eva)).status).toBe(200);
    await trial.onJournal(sound, 2);
    await trial.database.query('DELETE FROM intake.parked');
    expect(await trial.journalOf(parked)).toHaveLength(1);
  });

  it('never show in a timeline', async () => {
    await keep({ mails: {} });
    const id = await submitted();
    const seen = await eventually('the submission to be heard', async () => {
      const { body } = await trial.intake.ask<{ timeline: { type: string; effect: string }[] }>(
        `/v1/complaints/${id}`,
        anna,
      );
      expect(body.timeline.map(({ type }) => type)).toEqual(['complaint-submitted']);
      return body.timeline[0]?.effect === 'took' && body;
    });
    expect(seen.timeline).toHaveLength(1);
  });

  it.each([
    [{}, 'mails'],
    [{ mails: [] }, 'mails'],
    [{ mails: { assigned: 'no' } }, 'mails.assigned'],
    [{ mails: { weather: true } }, 'mails.weather'],
    [{ mails: {}, language: 'RU' }, 'language'],
    [{ mails: {}, colour: 'red' }, 'colour'],
  ])('are not %j', async (body, path) => {
    const answer = await keep(body);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });
});

describe('own data', () => {
  it('is one file with every word of this person, and of nobody else', async () => {
    const dora = await trial.tokenOf('dora', 'customer', { email: 'dora@customers.example' });
    const ids = [await submitted(dora), await submitted(dora)];
    await trial.intake.send(dora, 'POST', `/v1/complaints/${ids[0]}/messages`, { text: 'Жду ответа' });
    await submitted(ben);
    const { status, headers, body } = await trial.intake.ask<MyDataView>('/v1/my-data', dora);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({
      customerId: 'dora',
      email: 'dora@customers.example',
      preferences: { mails: everything },
    });
    expect(body.complaints.map(({ id }) => id)).toEqual([...ids].reverse());
    expect(body.complaints[1]?.timeline.map(({ text: words }) => words)).toEqual([text, 'Жду ответа']);
  });

  it('is whole or not handed out: as a complaint is shown, so it is in the file', async () => {
    const hana = await trial.tokenOf('hana');
    const [one, other] = [await submitted(hana), await submitted(hana)];
    for (const id of [one, other]) await trial.heard(hana, id, 'complaint-submitted');
    const forget = (table: string) =>
      trial.database.query(`DELETE FROM intake.${table} WHERE complaint_id = $1`, [one]);
    const ask = () => Promise.all(['/v1/my-data', `/v1/complaints/${one}`].map((path) => trial.intake.ask(path, hana)));

    await forget('complaint_state'); // as while it is read back
    for (const { status, headers, body } of await ask()) {
      expect([status, body.type, headers.get('retry-after')]).toEqual([503, 'urn:redress:unavailable', '2']);
    }
    for (const table of ['timeline_entry', 'heard']) await forget(table); // as before it was heard
    const [file, shown] = await ask();
    expect([file?.status, shown?.status]).toEqual([200, 200]);
    expect(file?.body.complaints).toMatchObject([{ id: other }, { id: one, timeline: [{ effect: 'pending' }] }]);
  });

  it('holds what was sealed with a complaint beside its text', async () => {
    const fay = await trial.tokenOf('fay', 'customer', { email: 'fay@customers.example' });
    await keep({ language: 'en', mails: {} }, fay);
    await trial.intake.submit(fay, { text, subject: 'Где бонус', contact: { email: 'fay@elsewhere.example' } });
    await keep({ mails: {} }, fay);
    await submitted(fay);
    const { body } = await trial.intake.ask<MyDataView>('/v1/my-data', fay);
    expect(body.complaints).toMatchObject([
      { email: 'fay@customers.example' },
      { text, subject: 'Где бонус', email: 'fay@elsewhere.example', customerLanguage: 'en' },
    ]);
    expect(Object.keys(body.complaints[0] ?? {})).not.toContain('subject');
    const { body: document } = await trial.intake.ask<{
      components: { schemas: Record<string, { properties: object }> };
    }>('/openapi.json', '');
    const described = Object.keys(document.components.schemas.OwnComplaintView?.properties ?? {});
    expect(described).toEqual(expect.arrayContaining(Object.keys(body.complaints[1] ?? {})));
  });
});
