import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { aTakenNotice } from '../sending/taken-notice.for-spec.js';
import { holdNotices, settleNotices, wakeNotices } from './due-notices.js';
import { notifierMigrations } from './migrations/index.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await makeTestDatabase();
  source = await new DataSource({
    type: 'postgres',
    url: database.urlOf('notifier'),
    schema: 'notifier',
    migrations: notifierMigrations,
    migrationsRun: true,
  }).initialize();
});
afterEach(() => database.query('TRUNCATE notifier.notice'));
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

/** Three notices in this state, the last of them stored first. */
async function threeNotices(state: string): Promise<string[]> {
  const ids = Array.from({ length: 3 }, () => randomUUIDv7()).sort();
  await database.query(
    `INSERT INTO notifier.notice (notice_id, complaint_id, causation_id, person, template, channel, state, attempts, due_at)
     SELECT id, id, id, 'customer', 'received', 'email', $2, 1, now() + interval '1 min' FROM unnest($1::uuid[]) AS id`,
    [ids.toReversed(), state],
  );
  return ids;
}

const settled = { state: 'sent', doubts: 0 } as const;

describe('Several notices are locked in key order', () => {
  it.each<[string, string, (ids: string[]) => Promise<unknown>]>([
    ['held', 'sending', (ids) => holdNotices(source, ids)],
    [
      'settled',
      'sending',
      (ids) =>
        settleNotices(
          source.manager,
          ids.map((noticeId) => ({ notice: aTakenNotice({ noticeId }), settlement: settled })),
        ),
    ],
    ['woken', 'queued', () => wakeNotices(source)],
  ])('when they are %s', async (_how, state, write) => {
    const [first, second, third] = await threeNotices(state);
    const other = source.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT 1 FROM notice WHERE notice_id = $1 FOR UPDATE', [second]);
    const written = write([third, second, first] as string[]);
    await eventually('it waits for the second', async () => {
      const waiting =
        await database.query(`SELECT 1 FROM pg_stat_activity WHERE usename = 'notifier' AND wait_event_type = 'Lock'
        AND datname = current_database()`);
      return waiting.length === 1;
    });
    const free = await other.query('SELECT notice_id FROM notice FOR UPDATE SKIP LOCKED');
    await other.rollbackTransaction();
    await other.release();
    await written;
    expect(free.map((row: { notice_id: string }) => row.notice_id)).toEqual(expect.arrayContaining([second, third]));
    expect(free).toHaveLength(2);
    const changed = await database.query(
      `SELECT 1 FROM notifier.notice WHERE due_at IS NULL OR due_at < now() + interval '30 s'`,
    );
    expect(changed).toHaveLength(3);
  });
});
