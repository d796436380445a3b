import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aDecisionCommunicated } from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { hostIntake } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import { readPolicy } from './policy.js';

const trial = intakeTrial({ started: false });
const policyFile = join(tmpdir(), `policy-${randomUUID()}.yaml`);
let [anna, site]: [string, string] = [] as never;

const dayMs = 24 * 60 * 60 * 1000;
const text = 'Опять то же самое';

beforeAll(async () => {
  await writeFile(policyFile, 'reopening:\n  days: 3 # of the other sections others know\npromises: {}\n');
  trial.intake = await hostIntake(trial.surroundings, { policy: readPolicy(policyFile) });
  anna = await trial.tokenOf('anna', 'customer', { email: 'anna@account.example' });
  site = await trial.tokenOf('site', 'channel');
});

afterAll(() => rm(policyFile));

const reopen = (id: string, key?: string) =>
  trial.intake.send<ComplaintView>(
    anna,
    'POST',
    `/v1/complaints/${id}/reopen`,
    { text },
    key ? { 'idempotency-key': key } : {},
  );

/** A complaint from a channel, resolved so many days ago. */
async function resolved(daysAgo: number): Promise<string> {
  const customer = { id: 'anna', email: 'anna@channel.example', language: 'en' };
  const { body } = await trial.intake.batch(site, [
    { specversion: 1, channel: 'site', id: randomUUID(), customer, text: 'Вывод висит', category: 'withdrawals' },
  ]);
  const id = String(body[0]?.complaintId);
  await trial.onJournal(id);
  const assignmentId = randomUUIDv7();
  const time = new Date(Date.now() - daysAgo * dayMs).toISOString();
  await trial.hear(
    aComplaintAssigned({ assignmentId }, { subject: id }),
    aDecisionCommunicated({ assignmentId, outcome: 'not-upheld', by: 'ivan' }, { subject: id, time }),
  );
  await trial.heard(anna, id, 'decision-communicated');
  return id;
}

describe('a complaint that was not solved', () => {
  it('is opened again inside the window: the same one, in a new episode, with the last outcome', async () => {
    const id = await resolved(2.9);
    const { status, body } = await reopen(id);
    expect(status).toBe(202);
    expect(body).toMatchObject({ id, status: 'reopened', episode: 2, label: 'В работе', outcome: 'not-upheld' });
    expect(body.timeline.at(-1)).toMatchObject({ type: 'complaint-reopened', text, data: { episode: 2 } });
    expect(await trial.heard(anna, id, 'complaint-reopened')).toMatchObject({ status: 'reopened', episode: 2 });
  });

  it('is followed by a new one after the window: of the same person, to the same address, in the same language', async () => {
    const id = await resolved(3.1);
    const key = randomUUID();
    const { status, body } = await reopen(id, key);
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'received', episode: 1, follows: id, text, language: 'ru' });
    expect(body.id).not.toBe(id);
    expect(body.timeline[0]?.data).toMatchObject({ follows: id, pick: 'withdrawals', channel: 'account' });
    expect(await trial.heard(anna, id, 'decision-communicated')).toMatchObject({ status: 'resolved', episode: 1 });
    const [event] = await trial.onJournal(body.id);
    const marks = await trial.database.query<{ n: string }>(
      'SELECT count(DISTINCT address_mark) AS n FROM intake.owned_complaint WHERE complaint_id = ANY($1)',
      [[id, body.id]],
    );
    expect(marks).toEqual([{ n: '1' }]);
    expect(event?.data).toMatchObject({ follows: id });
  });

  it('asked for again under its key after the window it is answered as it was: with the one that follows', async () => {
    const [id, key] = [await resolved(3.1), randomUUID()];
    const { body } = await reopen(id, key);
    await trial.heard(anna, body.id, 'complaint-submitted');
    expect(await reopen(id, key)).toMatchObject({ status: 202, body });
    const erase = (one: string) =>
      trial.database.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [one]);
    await erase(id);
    expect((await reopen(id, key)).body).toEqual(body);
    await erase(body.id);
    expect(await reopen(id, key)).toMatchObject({ status: 202, body: { id: body.id, follows: id, text: '' } });
  });

  it('is followed by one, however often its customer comes back: the others are told where it goes on', async () => {
    const id = await resolved(3.1);
    const [first, second] = await Promise.all([reopen(id), reopen(id)]);
    expect([first.status, second.status].toSorted((one, other) => one - other)).toEqual([202, 409]);
    const [made, refused] = first.status === 202 ? [first, second] : [second, first];
    await trial.heard(anna, made.body.id, 'complaint-submitted');
    for (const { status, body } of [refused, await reopen(id)] as { status: number; body: unknown }[]) {
      expect({ status, body }).toMatchObject({ status: 409, body: { type: 'urn:redress:wrong-state' } });
      expect(body).toMatchObject({ detail: expect.stringContaining(made.body.reference) });
    }
    const key = randomUUID();
    const other = await resolved(3.1);
    const answers = await Promise.all([reopen(other, key), reopen(other, key)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
  });

  it('is not escalated beside the one that follows it: its customer is told where it goes on', async () => {
    const id = await resolved(3.1);
    const { body: next } = await reopen(id);
    const { status, body } = await trial.intake.send(anna, 'POST', `/v1/complaints/${id}/escalate`, { text });
    expect({ status, body }).toMatchObject({ status: 409, body: { type: 'urn:redress:wrong-state' } });
    expect(body).toMatchObject({ detail: expect.stringContaining(next.reference) });
  });

  it('is opened again when it was closed long after its decision, for the window begins then', async () => {
    const id = await resolved(10);
    await trial.intake.send(anna, 'POST', `/v1/complaints/${id}/accept`);
    await trial.heard(anna, id, 'resolution-accepted');
    expect((await reopen(id)).body).toMatchObject({ id, status: 'reopened', episode: 2 });
  });
});
