import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { poolComplaints } from '../../trial/pool-complaint.js';
import { type Claim, claimComplaints } from './claim-complaints.js';
import { assignerMigrations } from './migrations/index.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await makeTestDatabase();
  source = new DataSource({
    type: 'postgres',
    url: database.urlOf('assigner'),
    schema: 'assigner',
    migrations: assignerMigrations,
    poolSize: 16,
  });
  await source.initialize();
  await source.runMigrations();
});

beforeEach(async () => {
  await database.query('DELETE FROM assigner.complaint');
  await database.query('DELETE FROM assigner.specialist');
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

const skills = JSON.stringify([{ category: 'withdrawals', language: 'ru' }]);

async function list(ids: string[], capacity: number): Promise<void> {
  for (const id of ids) {
    await database.query(
      'INSERT INTO assigner.specialist (specialist_id, name, skills, capacity) VALUES ($1, $1, $2, $3)',
      [id, skills, capacity],
    );
  }
}

const claimFor = (specialistId: string, complaintId: string): Claim => ({
  complaintId,
  specialistId,
  assignmentId: randomUUIDv7(),
  reasons: ['claimed'],
});

const claimInOne = (claims: Claim[], terms = {}) => source.transaction((tx) => claimComplaints(tx, claims, terms));

/** What the specialists' counters say, and what they hold. */
const counts = async () =>
  await database.query<{ id: string; open: number; held: number }>(
    `SELECT specialist_id AS id, open_count AS open,
            (SELECT count(*)::int FROM assigner.complaint c WHERE c.specialist_id = s.specialist_id) AS held
     FROM assigner.specialist s ORDER BY 1`,
  );

describe('The claim statement', () => {
  it('gives one complaint to one of all who claim it at once', async () => {
    const people = Array.from({ length: 12 }, (_, nth) => `s${nth}`);
    await list(people, 50);
    for (const { id } of await poolComplaints(database, 20)) {
      const granted = await Promise.all(people.map((sub) => claimInOne([claimFor(sub, id)])));
      expect(granted.flat()).toHaveLength(1);
    }
    const rows = await counts();
    expect(rows.reduce((sum, { open }) => sum + open, 0)).toBe(20);
    expect(rows.every(({ open, held }) => open === held)).toBe(true);
  });

  it('fills a capacity to the last place and no further, claimed one by one at once', async () => {
    await list(['ivan', 'olga'], 7);
    const complaints = await poolComplaints(database, 60);
    const claims = complaints.map(({ id }, nth) => claimFor(nth % 2 === 0 ? 'ivan' : 'olga', id));
    await Promise.all(claims.map((claim) => claimInOne([claim])));
    expect(await counts()).toEqual([
      { id: 'ivan', open: 7, held: 7 },
      { id: 'olga', open: 7, held: 7 },
    ]);
  });

  it('grants of a batch as many as there is room for, in the order given', async () => {
    await list(['ivan'], 3);
    const complaints = await poolComplaints(database, 5);
    const granted = await claimInOne(complaints.map(({ id }) => claimFor('ivan', id)));
    expect(granted.map(({ complaintId }) => complaintId)).toEqual(complaints.slice(0, 3).map(({ id }) => id));
  });

  it('keeps counters and complaints in step while batches in any order meet', async () => {
    const people = ['s0', 's1', 's2', 's3'];
    await list(people, 15);
    const ids = (await poolComplaints(database, 80)).map(({ id }) => id);
    const batches = Array.from({ length: 8 }, (_, turn) =>
      ids.map((id, nth) => claimFor(people[(nth + turn) % people.length] ?? '', id)).sort(() => (turn % 2 ? 1 : -1)),
    );
    await Promise.all(batches.map((batch) => claimInOne(batch)));
    expect(await counts()).toEqual(people.map((id) => ({ id, open: 15, held: 15 })));
  });

  it('takes nothing for the retired, the unskilled, and by the rule nothing for the absent', async () => {
    await list(['retired', 'unskilled', 'absent', 'off'], 5);
    await database.query(`UPDATE assigner.specialist SET retired = true WHERE specialist_id = 'retired'`);
    await database.query(`UPDATE assigner.specialist SET skills = '[]' WHERE specialist_id = 'unskilled'`);
    await database.query(`UPDATE assigner.specialist SET present = false WHERE specialist_id = 'absent'`);
    await database.query(`UPDATE assigner.specialist SET shift_override = 'off' WHERE specialist_id = 'off'`);
    const [complaint] = await poolComplaints(database, 1);
    const id = complaint?.id ?? '';
    for (const sub of ['retired', 'unskilled', 'absent', 'off']) {
      expect(await claimInOne([claimFor(sub, id)], { presentOnly: true })).toEqual([]);
    }
    expect(await claimInOne([claimFor('retired', id)], { override: true })).toEqual([]);
    expect(await claimInOne([claimFor('unskilled', id)], { override: true })).toHaveLength(1);
  });
});
