import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEvent, referencePattern } from '@redress/contracts';
import {
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { DataSource } from 'typeorm';
import { Channel } from '../trial/channel.js';
import { type HostedIntake, hostIntake } from '../trial/hosted-intake.js';
import { ownComplaints } from './storage/own-complaint.js';

let [database, broker, issuer]: [TestDatabase, TestBroker, TestIssuer] = [] as never;
let intake: HostedIntake;
let channel: Channel;
let [anna, ben, site]: [string, string, string] = [] as never;

const submittedOf = async (complaintId: unknown) =>
  (await broker.read('complaints')).filter(({ key }) => key === complaintId).map(({ value }) => readEvent(value ?? ''));

const owned = async (by: string): Promise<number> =>
  Number((await database.query('SELECT count(*) AS n FROM intake.owned_complaint WHERE channel = $1', [by]))[0]?.n);

beforeAll(async () => {
  [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  const { brokers, prefix: topicPrefix } = broker;
  channel = new Channel(broker);
  intake = await hostIntake({ issuer: issuer.url, databaseUrl: database.urlOf('intake'), brokers, topicPrefix });
  [anna, ben, site] = await Promise.all([
    issuer.tokenFor('anna', { roles: ['customer'] }),
    issuer.tokenFor('ben', { roles: ['customer'] }),
    issuer.tokenFor('site', { roles: ['channel'] }),
  ]);
});

afterAll(async () => {
  await intake?.service.stop();
  await Promise.all([database?.drop(), broker?.drop(), issuer?.drop()]);
});

describe('a submission', () => {
  it('becomes a complaint of its customer, and a verdict under its key that says the same as the journal', async () => {
    const id = channel.newId();
    const said = await channel.verdictOn(
      `site:${id}`,
      channel.submission(id, { occurredAt: '2026-11-22T22:00:00+03:00' }),
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
    const { body } = await intake.ask<ComplaintView>(path, anna);
    expect(body).toMatchObject({ reference, promisedBy, text: 'Вывод висит третий день' });
    expect((await intake.ask(path, ben)).status).toBe(404);
  });

  it('has the same verdict when it is sent again, spelled otherwise, or by the other way', async () => {
    const id = channel.newId();
    const { customer, ...rest } = channel.submission(id);
    await channel.send(
      `site:${id}`,
      channel.submission(id),
      channel.submission(id),
      `  ${JSON.stringify({ ...rest, customer })}\n`,
    );
    const [first, ...again] = await channel.verdicts(`site:${id}`, 3);
    expect(first).toMatchObject({ verdict: 'accepted' });
    expect(again).toEqual([first, first]);
    const { body } = await intake.batch(site, [channel.submission(id)]);
    expect(body).toEqual([first]);
    expect(await submittedOf(first?.complaintId)).toHaveLength(1);
  });

  it('is refused under an id that was used with another body, whatever else is wrong with it', async () => {
    const id = channel.newId();
    await channel.send(
      `site:${id}`,
      channel.submission(id),
      channel.submission(id, { text: 'another' }),
      channel.submission(id, { text: '' }),
    );
    const [first, other, wrong] = await channel.verdicts(`site:${id}`, 3);
    expect(first?.verdict).toBe('accepted');
    expect(other).toMatchObject({ verdict: 'refused', reasons: [{ code: 'id-reused', path: 'id' }] });
    expect(other).not.toHaveProperty('reference');
    expect(wrong?.reasons.map(({ code }) => code)).toEqual(['invalid', 'id-reused']);
  });

  it('may be sent under the same id when it was refused before', async () => {
    const id = channel.newId();
    await channel.send(`site:${id}`, channel.submission(id, { text: '' }), channel.submission(id));
    expect((await channel.verdicts(`site:${id}`, 2)).map(({ verdict }) => verdict)).toEqual(['refused', 'accepted']);
  });

  it('is one complaint when it comes both ways at once, many times', async () => {
    const ids = Array.from({ length: 40 }, () => channel.newId());
    const before = await owned('site');
    const all = ids.map((id) => channel.submission(id));
    const batches = Array.from({ length: 4 }, (_, nth) => intake.batch(site, nth % 2 === 0 ? all : all.toReversed()));
    await Promise.all([...all.map((one) => channel.send(`site:${one.id}`, one, one)), ...batches]);
    const answers = (await Promise.all(batches)).flatMap(({ body }) => body);
    for (const id of ids) {
      const said = [...(await channel.verdicts(`site:${id}`, 2)), ...answers.filter((answer) => answer.id === id)];
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
      return { complaintId, customerId: 'anna', channel: 'draw', reference, receivedAt: now, promisedBy: now };
    };
    const complaints = ['R-0000-0001', 'R-0000-0001', 'R-0000-0002'].map(aComplaint);
    const [first, , third] = complaints.map(({ complaintId }) => complaintId);
    const { manager } = intake.service.app.get(DataSource);
    expect(await ownComplaints(manager, complaints)).toEqual(new Set([first, third]));
    expect(await ownComplaints(manager, [aComplaint('R-0000-0002')])).toEqual(new Set());
  });
});

describe('a flood of submissions', () => {
  it('becomes exactly the distinct complaints, with one verdict for every record', async () => {
    const ids = Array.from({ length: 700 }, (_, nth) => `flood-${nth}`);
    const records = Array.from({ length: 2_000 }, (_, nth) => {
      const id = ids[(nth * 13) % ids.length] as string;
      return { key: `flood:${id}`, value: JSON.stringify(channel.submission(id, { channel: 'flood' })) };
    });
    for (let start = 0; start < records.length; start += 500) {
      await broker.produce('submissions', records.slice(start, start + 500));
    }
    const all = await eventually(
      'the verdicts',
      async () => {
        const found = (await broker.read('submission-verdicts')).filter(({ key }) => key?.startsWith('flood:'));
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
      const text = await fetch(`${intake.service.url}/metrics`).then((answer) => answer.text());
      return /^redress_consumer_lag(\{.*\})? 0$/m.test(text) && text;
    });
    expect(metrics.match(/^redress_consumer_lag/gm)).toHaveLength(1);
  });
});
