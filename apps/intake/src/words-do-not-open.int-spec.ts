import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aDecisionCommunicated } from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
let anna: string;

const text = 'Вывод висит третий день';

beforeAll(async () => {
  anna = await trial.tokenOf('anna');
});

const act = (id: string, what: string, body?: object, key = randomUUID()) =>
  trial.intake.send<ComplaintView>(anna, 'POST', `/v1/complaints/${id}/${what}`, body, { 'idempotency-key': key });

const submitted = async () => (await trial.intake.submit<AcceptedView>(anna, { text })).body.id;

async function resolved(): Promise<string> {
  const id = await submitted();
  await trial.onJournal(id);
  const assignmentId = randomUUIDv7();
  await trial.hear(
    aComplaintAssigned({ assignmentId }, { subject: id }),
    aDecisionCommunicated({ assignmentId, outcome: 'not-upheld', by: 'ivan' }, { subject: id }),
  );
  await trial.heard(anna, id, 'decision-communicated');
  return id;
}

/** Has keys wrapped so that they do not open; what is answered mends them. */
async function spoilKeys(...ids: string[]): Promise<() => Promise<void>> {
  const kept = await trial.database.query<{ complaint_id: string; wrapped: Buffer }>(
    'SELECT complaint_id, wrapped FROM vault.complaint_key WHERE complaint_id = ANY($1)',
    [ids],
  );
  const wrap = (id: string, wrapped: Buffer) =>
    trial.database.query('UPDATE vault.complaint_key SET wrapped = $2 WHERE complaint_id = $1', [id, wrapped]);
  for (const id of ids) await wrap(id, randomBytes(60));
  return async () => {
    for (const { complaint_id, wrapped } of kept) await wrap(complaint_id, wrapped);
  };
}

describe('a complaint whose key does not open', () => {
  it('is written nothing, whatever it is; what was asked under a key is done once the vault is mended', async () => {
    const [open, decided] = [await submitted(), await resolved()];
    const mend = await spoilKeys(open, decided);
    const before = await trial.database.query('SELECT FROM intake.outbox');
    const acts: [string, string, object][] = [
      [open, 'messages', { text }],
      [decided, 'reopen', { text }],
      [decided, 'escalate', { text }],
    ];
    const key = randomUUID();
    for (const [id, what, body] of acts) {
      const refused = await act(id, what, body, key);
      expect([what, refused]).toMatchObject([what, { status: 409, body: { type: 'urn:redress:wrong-state' } }]);
      expect(refused.body).toMatchObject({ detail: expect.stringContaining('cannot be opened at the moment') });
    }
    expect(await trial.database.query('SELECT FROM intake.outbox')).toHaveLength(before.length);
    await mend();
    const { status, body } = await act(open, 'messages', { text }, key);
    expect([status, body.timeline.at(-1)?.text]).toEqual([202, text]);
  });

  it('does what needs no words, and is shown with the others, its words redacted', async () => {
    const [id, other] = [await submitted(), await submitted()];
    const mend = await spoilKeys(id);
    for (const path of [`/v1/complaints/${id}`, '/v1/complaints', '/v1/my-data']) {
      expect([path, (await trial.intake.ask(path, anna)).status]).toEqual([path, 200]);
    }
    const { body } = await trial.intake.ask<{ complaints: ComplaintView[] }>('/v1/my-data', anna);
    const texts = [id, other].map((one) => body.complaints.find((complaint) => complaint.id === one)?.text);
    expect(texts).toEqual(['', text]);
    expect((await act(id, 'withdraw')).status).toBe(202);
    const wishes = { language: 'en', mails: { received: false } };
    expect((await trial.intake.send(anna, 'PUT', '/v1/preferences', wishes)).status).toBeLessThan(300);
    await mend();
  });
});
