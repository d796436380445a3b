import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partitionCount, topics } from '@redress/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import {
  createTopics,
  prepareDatabase,
  type RolePasswords,
  roles,
  roleUrl,
  startKafka,
  startPostgres,
} from './index.js';

type Running<T extends (...args: never[]) => unknown> = Awaited<ReturnType<T>>;

describe('the real PostgreSQL and the real Kafka, started on their own', () => {
  const passwords = Object.fromEntries(roles.map((role) => [role, `secret of ${role}`])) as RolePasswords;
  // A folder that only its owner may enter, as mktemp makes them.
  const folder = mkdtempSync(join(tmpdir(), 'redress-infrastructure-'));
  let postgres: Running<typeof startPostgres>;
  let kafka: Running<typeof startKafka>;

  beforeAll(async () => {
    [postgres, kafka] = await Promise.all([
      startPostgres({ dataDir: join(folder, 'postgres'), port: 0, fsync: false }),
      startKafka({ dataDir: join(folder, 'kafka') }),
    ]);
    await prepareDatabase(postgres.url, 'trial', passwords);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([postgres?.stop(), kafka?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  const query = async (role: (typeof roles)[number], sql: string) => {
    const client = new Client({ connectionString: roleUrl(postgres.url, 'trial', role, passwords) });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('gives every service a schema of its own and nobody else a way in', async () => {
    await query('assigner', 'CREATE TABLE held (id int)');
    await expect(query('notifier', 'SELECT * FROM assigner.held')).rejects.toThrow(/permission denied/);
    await expect(query('assigner', 'CREATE TABLE public.held (id int)')).rejects.toThrow(/permission denied/);
  });

  it('lets the readers of the vault read what intake puts there, and do nothing else', async () => {
    await query('intake', 'CREATE TABLE vault.key AS SELECT 7 AS id');
    expect(await query('vault_reader', 'SELECT id FROM key')).toEqual([{ id: 7 }]);
    await expect(query('vault_reader', 'DELETE FROM key')).rejects.toThrow(/permission denied/);
  });

  it('prepares what is prepared already without harm, also at the same time', async () => {
    const again = ['trial', 'other', 'other'].map((name) => prepareDatabase(postgres.url, name, passwords));
    await Promise.all(again);
    expect(await query('vault_reader', 'SELECT id FROM key')).toEqual([{ id: 7 }]);
  });

  it('makes the topics of the map under a prefix, once', async () => {
    await createTopics(kafka.brokers, 'trial.');
    await createTopics(kafka.brokers, 'trial.');
    const admin = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      const { topics: made } = await admin.fetchTopicMetadata();
      const ours = made.filter(({ name }) => name.startsWith('trial.'));
      expect(ours.map(({ name }) => name).sort()).toEqual(
        Object.keys(topics)
          .map((name) => `trial.${name}`)
          .sort(),
      );
      expect(ours.every(({ partitions }) => partitions.length === partitionCount)).toBe(true);
    } finally {
      await admin.disconnect();
    }
  });
});
