import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { ComplaintSubmitted, eventOfClass, journalContentType } from '@redress/contracts';
import {
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { DataSource } from 'typeorm';
import { startTrialCategoriser } from '../trial/categoriser.js';
import { ListOperatorsActs1764000000400 } from './migrations/1764000000400-list-operators-acts.js';
import type { OperatorsActsPage } from './operators-acts.controller.js';
import type { ParkedRecords } from './parked.controller.js';

let database: TestDatabase;
let broker: TestBroker;
let issuer: TestIssuer;
let service: RunningService;

const span = { from: '2026-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' };
const uuidv7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const theReason = 'sent by mistake';

async function ask(role: string, path: string, method = 'GET', body?: object): Promise<Response> {
  const authorization = `Bearer ${await issuer.tokenFor(role === 'operator' ? 'omar' : role, { roles: [role] })}`;
  return fetch(`${service.url}${path}`, {
    method,
    headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function act(path: string, body = {}, method = 'POST'): Promise<void> {
  expect((await ask('operator', path, method, body)).ok).toBe(true);
}

const acts = async (query = ''): Promise<OperatorsActsPage> =>
  (await (await ask('auditor', `/v1/parked/acts${query}`)).json()) as OperatorsActsPage;

async function parkedAbout(complaintId: string): Promise<ParkedRecords['items'][number]> {
  return eventually('the parked record', async () => {
    const { items } = (await (await ask('operator', '/v1/parked')).json()) as ParkedRecords;
    return items.find((record) => record.complaintId === complaintId);
  });
}

/** A complaint that is parked, and how it would be right. */
async function parkOne() {
  const sound = aComplaintSubmitted();
  const broken = { ...sound, data: { ...sound.data, language: 'Klingon' } };
  const headers = { 'content-type': journalContentType, ce_type: eventOfClass(ComplaintSubmitted).type };
  await broker.produce('complaints', [{ key: sound.subject, value: JSON.stringify(broken), headers }]);
  const { id, topic, partition, offset } = await parkedAbout(sound.subject);
  return { sound, place: { parkedId: id, topic, partition, offset, complaintId: sound.subject } };
}

beforeAll(async () => {
  [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  service = await startTrialCategoriser(database, broker, async () => undefined, { issuer: issuer.url });
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([database?.drop(), broker?.drop(), issuer?.drop()]);
});

describe('what operators did', () => {
  it('is nothing at first', async () => {
    expect(await acts()).toEqual({ items: [], next: null });
  });

  it('is told newest first, with who did it and to what, and without what a record holds', async () => {
    const [mended, discarded] = [await parkOne(), await parkOne()];
    const { parkedId } = mended.place;
    await act(`/v1/parked/${parkedId}/payload`, mended.sound, 'PUT');
    await act(`/v1/parked/${parkedId}/release`);
    await act(`/v1/parked/${discarded.place.parkedId}/discard`, { reason: theReason });
    await eventually('what follows to be said', async () => {
      const unsaid = await database.query('SELECT FROM categoriser.outbox WHERE said_at IS NULL');
      return unsaid.length === 0;
    });
    await act('/v1/outbox/say-again', span);
    const answer = await ask('auditor', '/v1/parked/acts');
    const text = await answer.text();
    const known = { id: expect.stringMatching(uuidv7), by: 'omar', at: expect.any(String) };
    expect(JSON.parse(text)).toEqual({
      items: [
        { ...known, act: 'say-again', ...span, rows: 1 },
        { ...known, act: 'discard', ...discarded.place, reason: theReason },
        { ...known, act: 'release', ...mended.place },
        { ...known, act: 'mend', ...mended.place },
      ],
      next: null,
    });
    expect(text).not.toMatch(new RegExp(`Klingon|sealed|${mended.sound.data.reference}`));
  });

  it('is told page by page', async () => {
    const { items } = await acts();
    const told: unknown[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await acts(`?limit=1${after ? `&after=${after}` : ''}`);
      expect(page.items).toHaveLength(1);
      told.push(...page.items);
      after = page.next;
    }
    expect(told).toEqual(items);
    expect((await ask('auditor', '/v1/parked/acts?limit=201')).status).toBe(400);
  });

  it('is told in its order when it was done before there was a list', async () => {
    const { items } = await acts();
    const runner = service.app.get(DataSource).createQueryRunner();
    const migration = new ListOperatorsActs1764000000400();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    const told = (await acts()).items;
    expect(told.map(({ act, at, parkedId }) => ({ act, at, parkedId }))).toEqual(
      items.map(({ act, at, parkedId }) => ({ act, at, parkedId })),
    );
    expect(told.every(({ id }) => uuidv7.test(id))).toBe(true);
  });

  it.each([
    ['operator', 200],
    ['lead', 200],
    ['auditor', 200],
    ['senior', 403],
    ['specialist', 403],
    ['customer', 403],
    ['channel', 403],
  ])('is answered to a %s with %i', async (role, status) => {
    expect((await ask(role, '/v1/parked/acts')).status).toBe(status);
  });

  it('leaves what is parked to operators', async () => {
    for (const role of ['auditor', 'lead']) expect((await ask(role, '/v1/parked')).status).toBe(403);
  });
});
