import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEvent } from '@redress/contracts';
import { eventually } from '@redress/testing';
import { Stage, type Staged } from './stage.js';

let stage: Stage;

const anna = ['anna', 'customer'] as [string, string];
const omar = ['omar', 'operator'] as [string, string];
const skills = [{ category: 'withdrawals', language: 'ru' }];
const complaint = { text: 'Вывод 50000 рублей висит третий день', language: 'ru', category: 'withdrawals' };

const submit = (): Promise<{ id: string }> => stage.ask('intake', anna, 'POST /v1/complaints', complaint);

const journal = async () => (await stage.broker.read('complaints')).map(({ value }) => readEvent(value ?? ''));

const assigned = async (): Promise<string[]> =>
  (
    await stage.database.query<{ id: string }>(
      "SELECT complaint_id AS id FROM assigner.complaint WHERE status = 'assigned'",
    )
  ).map(({ id }) => id);

const allAssigned = (count: number): Promise<unknown> =>
  eventually(`${count} complaints to be assigned`, async () => (await assigned()).length === count, { within: 60_000 });

/** All that services made of the journal, which must not change when it is said again. */
const kept = (): Promise<object[]> =>
  stage.database.query(`
    SELECT (SELECT jsonb_agg(one ORDER BY complaint_id) FROM assigner.complaint AS one) AS routed,
      (SELECT jsonb_agg(one ORDER BY event_id) FROM intake.timeline_entry AS one) AS timeline`);

const outboxIsEmpty = (service: Staged): Promise<unknown> =>
  eventually(`${service} to have said everything`, async () => {
    const unsaid = await stage.database.query(`SELECT FROM ${service}.outbox WHERE said_at IS NULL`);
    return unsaid.length === 0;
  });

async function sayEverythingAgain(): Promise<void> {
  const span = { from: '2026-01-01T00:00:00Z', to: new Date(Date.now() + 60_000).toISOString() };
  for (const service of ['intake', 'categoriser', 'assigner'] as const) {
    await stage.ask(service, omar, 'POST /v1/outbox/say-again', span);
    await outboxIsEmpty(service);
  }
}

beforeAll(async () => {
  stage = await Stage.set();
  await stage.ask('assigner', ['lena', 'lead'], 'PUT /v1/specialists/ivan', { name: 'ivan', skills, capacity: 99 });
}, 120_000);

afterAll(async () => {
  await stage?.strike();
}, 30_000);

describe('the journal deleted, made anew and said again', () => {
  it('loses nothing, does nothing twice, and holds causes before what follows from them', async () => {
    for (let nth = 0; nth < 20; nth += 1) await submit();
    await allAssigned(20);
    for (const service of ['intake', 'categoriser', 'assigner'] as const) await outboxIsEmpty(service);
    const before = await journal();
    expect(before.filter(({ type }) => type === 'redress.complaint-assigned.v1')).toHaveLength(20);
    await eventually('it to be heard', async () => {
      const rows = await stage.database.query('SELECT FROM intake.timeline_entry');
      return rows.length === new Set(before.map(({ id }) => id)).size;
    });
    const [then] = await kept();
    await stage.broker.makeAnew('complaints');
    await sayEverythingAgain();
    const after = await journal();
    expect(new Set(after.map((event) => JSON.stringify(event)))).toEqual(
      new Set(before.map((event) => JSON.stringify(event))),
    );
    const seen = new Set<string>();
    for (const { id, causationid } of after) {
      if (causationid) expect(seen).toContain(causationid);
      seen.add(id);
    }
    expect((await kept())[0]).toEqual(then);
    for (let nth = 0; nth < 20; nth += 1) await submit();
    await allAssigned(40);
    expect(await stage.rebuild('assigner', 'anew', { dryRun: true })).toEqual([]);
    expect(await stage.rebuild('intake', 'anew', { dryRun: true })).toEqual([]);
  }, 240_000);

  it('is for operators alone, and for a span that is one', async () => {
    const span = { from: '2026-11-22T10:00:00Z', to: '2026-11-22T10:00:00Z' };
    const call = 'POST /v1/outbox/say-again';
    await expect(stage.ask('intake', anna, call, span)).rejects.toThrow('403');
    await expect(stage.ask('intake', omar, call, span)).rejects.toThrow('must be later than from');
    await expect(stage.ask('intake', omar, call, { from: 'yesterday' })).rejects.toThrow('400');
  });
});
