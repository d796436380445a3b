import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { limits, readEvent, referencePattern } from '@redress/contracts';
import { eventually } from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { DataSource } from 'typeorm';
import { intakeTrial } from '../trial/intake-trial.js';
import { ownComplaints } from './storage/own-complaint.js';

const trial = intakeTrial();
let [anna, ben, site]: [string, string, string] = [] as never;

const submittedOf = async (complaintId: unknown) =>
  (await trial.broker.read('complaints'))
    .filter(({ key }) => key === complaintId)
    .map(({ value }) => readEvent(value ?? ''));

const owned = async (by: string): Promise<number> =>
  Number(
    (await trial.database.query('SELECT count(*) AS n FROM intake.owned_complaint WHERE channel = $1', [by]))[0]?.n,
  );

beforeAll(async () => {
  [anna, ben, site] = await Promise.all([
    trial.issuer.tokenFor('anna', { roles: ['customer'] }),
    trial.issuer.tokenFor('ben', { roles: ['customer'] }),
    trial.issuer.tokenFor('site', { roles: ['channel'] }),
  ]);
});

describe('a submission', () => {
  it('becomes a complaint of its customer, and a verdict under its key that says the same as the journal', async () => {
    const id = trial.channel.newId();
    const said = await trial.channel.verdictOn(
      `site:${id}`,
      trial.channel.submission(id, { occurredAt: '2026-11-22T22:00:00+03:00' }),
    );
    expect(said).toEqual({
      channel: 'site',
      id,
      verdict: 'accepted',
      complaintId: expect.any(String),
      reference: expect.stringMatching(referencePattern),
      promisedBy: expect.any(String),
      reasons: [],
    });
    const { complaintId, reference, promisedBy } = said;
    const [event] = await eventually('the event', async () => {
      const found = await submittedOf(complaintId);
      return found.length > 0 && found;
    });
    expect(event).toMatchObject({
      correlationid: complaintId,
      sourceseq: 1,
      data: { channel: 'site', reference, promisedBy, occurredAt: '2026-11-22T19:00:00.000Z', language: 'ru' },
    });
    const path = `/v1/complaints/${complaintId}`;
    const { body } = await trial.intake.ask<ComplaintView>(path, anna);
    expect(body).toMatchObject({ reference, promisedBy, text: 'Вывод висит третий день' });
    expect((await trial.intake.ask(path, ben)).status).toBe(404);
  });

  it('is seen by its customer, however long the id that it may name', async () => {
    const sub = '😀'.repeat(limits.customerId);
    const id = trial.channel.newId();
    const { body } = await trial.intake.batch(site, [trial.channel.submission(id, { customer: { id: sub } })]);
    const customer = await trial.issuer.tokenFor(sub, { roles: ['customer'] });
    const answer = await trial.intake.ask(`/v1/complaints/${String(body[0]?.complaintId)}`, customer);
    expect(answer).toMatchObject({ status: 200, body: { reference: body[0]?.reference } });
  });

  it('has the same verdict when it is sent again, spelled otherwise, or by the other way', async () => {
    const id = trial.channel.newId();
    const { customer, ...rest } = trial.channel.submission(id);
    await trial.channel.send(
      `site:${id}`,
      trial.channel.submission(id),
      trial.channel.submission(id),
      `  ${JSON.stringify({ ...rest, customer })}\n`,
    );
    const [first, ...again] = await trial.channel.verdicts(`site:${id}`, 3);
    expect(first).toMatchObject({ verdict: 'accepted' });
    expect(again).toEqual([first, first]);
    const { body } = await trial.intake.batch(site, [trial.channel.submission(id)]);
    expect(body).toEqual([first]);
    expect(await submittedOf(first?.complaintId)).toHaveLength(1);
  });

  it('is refused under an id that was used with another body, whatever else is wrong with it', async () => {
    const id = trial.channel.newId();
    await trial.channel.send(
      `site:${id}`,
      trial.channel.submission(id),
      trial.channel.submission(id, { text: 'another' }),
      trial.channel.submission(id, { text: '' }),
    );
    const [first, other, wrong] = await trial.channel.verdicts(`site:${id}`, 3);
    expect(first?.verdict).toBe('accepted');
    expect(other).toMatchObject({ verdict: 'refused', reasons: [{ code: 'id-reused', path: 'id' }] });
    expect(other).not.toHaveProperty('reference');
    expect(wrong?.reasons.map(({ code }) => code)).toEqual(['invalid', 'id-reused']);
  });

  it('may be sent under the same id when it was refused before', async () => {
    const id = trial.channel.newId();
    await trial.channel.send(`site:${id}`, trial.channel.submission(id, { text: '' }), trial.channel.submission(id));
    expect((await trial.channel.verdicts(`site:${id}`, 2)).map(({ verdict }) => verdict)).toEqual([
      'refused',
      'accepted',
    ]);
  });

  it('is one complaint when it comes both ways at once, many times', async () => {
    const ids = Array.from({ length: 40 }, () => trial.channel.newId());
    const before = await owned('site');
    const all = ids.map((id) => trial.channel.submission(id));
    const batches = Array.from({ length: 4 }, (_, nth) =>
      trial.intake.batch(site, nth % 2 === 0 ? all : all.toReversed()),
    );
    await Promise.all([...all.map((one) => trial.channel.send(`site:${one.id}`, one, one)), ...batches]);
    const answers = (await Promise.all(batches)).flatMap(({ body }) => body);
    for (const id of ids) {
      const said = [
        ...(await trial.channel.verdicts(`site:${id}`, 2)),
        ...answers.filter((answer) => answer.id === id),
      ];
      expect(said).toHaveLength(6);
      expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    }
    expect((await owned('site')) - before).toBe(40);
  });
});

describe('a reference', () => {
  it('that is taken is left to be drawn again, and nothing else is', async () => {
    const now = new Date();
    const aComplaint = (reference: string) => {
      const complaintId = randomUUIDv7();
      return {
        complaintId,
        customerId: 'anna',
        channel: 'draw',
        reference,
        receivedAt: now,
        promisedBy: now,
        addressMark: null,
        follows: null,
      };
    };
    const complaints = ['R-0000-0001', 'R-0000-0001', 'R-0000-0002'].map(aComplaint);
    const [first, , third] = complaints.map(({ complaintId }) => complaintId);
    const { manager } = trial.intake.service.app.get(DataSource);
    expect(await ownComplaints(manager, complaints)).toEqual(new Set([first, third]));
    expect(await ownComplaints(manager, [aComplaint('R-0000-0002')])).toEqual(new Set());
  });
});

describe('a flood of submissions', () => {
  it('becomes exactly the distinct complaints, with one verdict for every record', async () => {
    const ids = Array.from({ length: 700 }, (_, nth) => `flood-${nth}`);
    const records = Array.from({ length: 2_000 }, (_, nth) => {
      const id = ids[(nth * 13) % ids.length] as string;
      return { key: `flood:${id}`, value: JSON.stringify(trial.channel.submission(id, { channel: 'flood' })) };
    });
    for (let start = 0; start < records.length; start += 500) {
      await trial.broker.produce('submissions', records.slice(start, start + 500));
    }
    const all = await eventually(
      'the verdicts',
      async () => {
        const found = (await trial.broker.read('submission-verdicts')).filter(({ key }) => key?.startsWith('flood:'));
        return found.length >= 2_000 && found;
      },
      { within: 25_000 },
    );
    expect(all).toHaveLength(2_000);
    expect(new Set(all.map(({ value }) => value)).size).toBe(700);
    expect(await owned('flood')).toBe(700);
  });

  it('is told as lag until it is taken, together with the journal', async () => {
    const metrics = await eventually('no lag', async () => {
      const text = await fetch(`${trial.intake.service.url}/metrics`).then((answer) => answer.text());
      return /^redress_consumer_lag(\{.*\})? 0$/m.test(text) && text;
    });
    expect(metrics.match(/^redress_consumer_lag/gm)).toHaveLength(1);
  });
});
