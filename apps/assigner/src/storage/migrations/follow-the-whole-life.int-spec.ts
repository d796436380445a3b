import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintReleased, makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { follow, type Standing, whereaboutsOf } from '../../domain/standing.js';
import { keepComplaints } from '../keep-complaints.js';
import { assignerMigrations } from './index.js';

let database: TestDatabase;
let source: DataSource;

async function migrated(count: number): Promise<DataSource> {
  const migrations = assignerMigrations.slice(0, count);
  const url = database.urlOf('assigner');
  const opened = await new DataSource({ type: 'postgres', url, schema: 'assigner', migrations }).initialize();
  await opened.runMigrations();
  return opened;
}

beforeAll(async () => {
  database = await makeTestDatabase();
  await (await migrated(1)).destroy();
  await database.query(`
    INSERT INTO assigner.complaint (complaint_id, reference, correlation_id, language, received_at, due, category, tags,
      complexity, status, pooled_by, waiting, assignment_id, specialist_id, reasons, handed_over_by, said)
    VALUES
      (gen_random_uuid(), 'R-0000-0001', 'c1', 'ru', now(), now(), NULL, '{}', NULL, 'received', NULL, NULL, NULL, NULL, NULL, NULL, 0),
      (gen_random_uuid(), 'R-0000-0002', 'c2', 'ru', now(), now(), 'deposits', '{bonuses}', 'simple', 'pooled',
        gen_random_uuid(), 'nobody-free', NULL, NULL, NULL, 'ivan', 1),
      (gen_random_uuid(), 'R-0000-0003', 'c3', 'en', now(), now(), 'deposits', '{}', 'complex', 'in-progress',
        NULL, NULL, gen_random_uuid(), 'ivan', '{claimed}', NULL, 2)`);
  source = await migrated(assignerMigrations.length);
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

const rows = () =>
  database.query<{ id: string; reference: string; status: string; as_heard: Standing }>(
    'SELECT *, complaint_id AS id FROM assigner.complaint ORDER BY reference',
  );

describe('Complaints from before', () => {
  it('stand where they stood, and are written again as they are', async () => {
    const before = await rows();
    expect(before.map(({ as_heard }) => whereaboutsOf(as_heard.state))).toEqual(['received', 'pooled', 'in-progress']);
    const moves = await source.transaction((tx) =>
      keepComplaints(
        tx,
        before.map(({ id, as_heard }) => ({ id, asHeard: as_heard, now: as_heard })),
      ),
    );
    expect(moves).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  it('go on: what their holders do has its effect', async () => {
    const [, , held] = await rows();
    const { assignmentId = '' } = held?.as_heard.state ?? {};
    const after = follow(held?.as_heard, aComplaintReleased({ assignmentId, reason: 'handed-over' }));
    expect(after).toMatchObject({ handedOverBy: 'ivan', lastHolder: 'ivan', state: { status: 'received', stage: 1 } });
  });
});
