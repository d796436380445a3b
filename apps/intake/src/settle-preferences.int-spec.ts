import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import { DataSource } from 'typeorm';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
let owner: DataSource;

const wanted = { mails: { assigned: false } };

beforeAll(async () => {
  owner = new DataSource({ type: 'postgres', url: trial.surroundings.databaseUrl });
  await owner.initialize();
});

afterAll(() => owner?.destroy());

const submit = async (token: string) =>
  (await trial.intake.submit<AcceptedView>(token, { text: 'Бонус не начислен' })).body.id;

const keep = (token: string) => trial.intake.send(token, 'PUT', '/v1/preferences', wanted);

/** Waits until a statement with this in it waits for a lock. */
const stopped = (what: string) =>
  eventually(
    `${what} to wait`,
    async () => {
      const rows = await trial.database.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0`,
        [what],
      );
      return rows.length > 0;
    },
    { within: 2_000 },
  );

/** Does things while somebody holds what makes others wait. */
async function whileHeld<Done>(hold: string, parameters: unknown[], meanwhile: () => Promise<Done>): Promise<Done> {
  const holder = owner.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query(hold, parameters);
    return await meanwhile();
  } finally {
    await holder.commitTransaction();
    await holder.release();
  }
}

const wishesOf = async (id: string, count: number) => {
  const said = await trial.onJournal(id, count);
  return said.filter(({ type }) => type === 'redress.preferences-changed.v1').map(({ data }) => data);
};

describe('the first preferences of a customer, and a complaint of theirs at the same moment', () => {
  it('meet: a complaint that is submitted while they are kept waits for them', async () => {
    const carla = await trial.tokenOf('carla');
    const before = await submit(carla);
    await trial.heard(carla, before, 'complaint-submitted');
    const asked = await whileHeld('SELECT FROM spoken WHERE complaint_id = $1 FOR UPDATE', [before], async () => {
      const keeping = keep(carla);
      await stopped('INTO spoken');
      const submitting = submit(carla);
      await stopped('pg_advisory_xact_lock_shared(');
      return { keeping, submitting };
    });
    expect((await asked.keeping).status).toBe(200);
    expect(await wishesOf(await asked.submitting, 2)).toEqual([wanted]);
    expect(await wishesOf(before, 2)).toEqual([wanted]);
  });

  it('meet: what is kept while a complaint is submitted is said of it', async () => {
    const dora = await trial.tokenOf('dora');
    const asked = await whileHeld('LOCK TABLE vault.complaint_key IN SHARE MODE', [], async () => {
      const submitting = submit(dora);
      await stopped('complaint_key');
      const keeping = keep(dora);
      await stopped('pg_advisory_xact_lock(');
      return { keeping, submitting };
    });
    expect((await asked.keeping).status).toBe(200);
    expect(await wishesOf(await asked.submitting, 2)).toEqual([wanted]);
  });

  it('never stop each other for good, also when batches name many customers in any order', async () => {
    const site = await trial.tokenOf('site', 'channel');
    const names = Array.from({ length: 200 }, (_, nth) => `person-${nth}`);
    const tokens = await Promise.all(names.slice(0, 20).map((name) => trial.tokenOf(name)));
    const line = (id: string) => ({
      specversion: 1,
      channel: 'site',
      id: randomUUID(),
      customer: { id },
      text: 'Где деньги?',
    });
    const [batches, kept] = await Promise.all([
      Promise.all(
        [names, names.toReversed(), names, names.toReversed()].map((some) => trial.intake.batch(site, some.map(line))),
      ),
      Promise.all(tokens.map(keep)),
    ]);
    expect(batches.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(kept.map(({ status }) => status))).toEqual(new Set([200]));
    const [missed] = await trial.database.query<{ n: string }>(
      `SELECT count(*) AS n FROM intake.owned_complaint AS owned
       WHERE customer_id = ANY($1) AND NOT EXISTS (
         SELECT FROM intake.outbox WHERE outbox.complaint_id = owned.complaint_id AND type = 'redress.preferences-changed.v1')`,
      [names.slice(0, 20)],
    );
    expect(missed?.n).toBe('0');
  });
});
