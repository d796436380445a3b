import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import type { Standing } from '../../domain/standing.js';
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
  await (await migrated(2)).destroy();
  await database.query(`
    INSERT INTO assigner.complaint (complaint_id, reference, correlation_id, language, received_at, due, category, status,
      stage, decided_before, as_heard)
    SELECT gen_random_uuid(), reference, 'c', 'ru', now, now, 'deposits', 'pooled', stage, decided_before,
      jsonb_build_object('correlationId', 'c', 'state', jsonb_strip_nulls(jsonb_build_object(
        'status', status, 'episode', 1, 'stage', stage, 'clock', 'running', 'reference', reference, 'channel', 'account',
        'language', 'ru', 'receivedAt', now, 'promisedBy', now, 'category', 'deposits', 'assignedBefore', '[]'::jsonb,
        'decidedBy', decided_before, 'decidedStageOne', decided_before)))
    FROM (VALUES ('R-0000-0001', 1, NULL, 'received'), ('R-0000-0002', 2, 'ivan', 'escalated'))
      AS before (reference, stage, decided_before, status), date_trunc('second', now()) AS now`);
  source = await migrated(assignerMigrations.length);
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

const rows = () =>
  database.query<{ id: string; decided_before: string[]; as_heard: Standing }>(
    'SELECT *, complaint_id AS id FROM assigner.complaint ORDER BY reference',
  );

describe('Complaints from before', () => {
  it('keep who decided them at stage one, and are written again as they are', async () => {
    const before = await rows();
    expect(before.map(({ decided_before: who }) => who)).toEqual([[], ['ivan']]);
    await source.transaction((tx) =>
      keepComplaints(
        tx,
        before.map(({ id, as_heard }) => ({ id, asHeard: as_heard, now: as_heard })),
      ),
    );
    expect(await rows()).toEqual(before);
  });

  it('know the last of them again when it goes back to the version before', async () => {
    await database.query(`UPDATE assigner.complaint SET decided_before = '{olga,ivan}' WHERE stage = 2`);
    await source.undoLastMigration();
    expect((await rows()).map(({ decided_before: who }) => who)).toEqual([null, 'ivan']);
  });
});
