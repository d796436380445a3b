import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messagingMigrations } from '@redress/messaging';
import { makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import type { Room } from '../domain/roster.js';
import { assignerMigrations } from './migrations/index.js';
import { nextInLine } from './pool.js';

let database: TestDatabase;
let source: DataSource;

/** They waited before, an hour apart: nobody could take them. */
const wait = (decidedBefore: string[][]): Promise<unknown> =>
  database.query(
    `INSERT INTO assigner.complaint (complaint_id, reference, correlation_id, language, received_at, due, category, status,
       waiting, as_heard, decided_before)
     SELECT gen_random_uuid(), 'R-' || nth, 'c', 'ru', now() + nth * interval '1 hour', now(), 'deposits', 'pooled',
       'nobody-free', '{}', ARRAY(SELECT jsonb_array_elements_text(who))
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS waits (who, nth)`,
    [JSON.stringify(decidedBefore)],
  );

async function next(...takers: string[]): Promise<string[]> {
  const room: Room = { category: 'deposits', language: 'ru', places: takers.length, takers };
  const ids = await nextInLine(source.manager, [room], 100);
  const rows = await database.query<{ reference: string }>(
    'SELECT reference FROM assigner.complaint WHERE complaint_id = ANY($1) ORDER BY received_at',
    [ids],
  );
  return rows.map(({ reference }) => reference);
}

beforeAll(async () => {
  database = await makeTestDatabase();
  source = await new DataSource({
    type: 'postgres',
    url: database.urlOf('assigner'),
    schema: 'assigner',
    migrations: [...messagingMigrations, ...assignerMigrations],
    migrationsRun: true,
  }).initialize();
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

describe('Who is next in line', () => {
  it('is never a complaint that all who have room decided before: it takes the place of no other', async () => {
    await wait([['ivan', 'olga'], ['olga', 'ivan', 'peter'], ['olga'], [], []]);
    expect(await next('ivan')).toEqual(['R-3']);
    expect(await next('olga')).toEqual(['R-4']);
    expect(await next('ivan', 'olga')).toEqual(['R-3', 'R-4']);
    expect(await next('ivan', 'peter')).toEqual(['R-1', 'R-3']);
  });
});
