import type { Logger } from 'pino';
import { MigrationExecutor, type QueryRunner } from 'typeorm';
import { StartError } from '../config/start-error.js';
import { isUnavailable } from '../edge/unavailable.js';
import { type DatabaseOptions, makeDataSource } from './data-source.js';

async function makeSchema(runner: QueryRunner, schema: string): Promise<void> {
  const [row] = (await runner.query('SELECT to_regnamespace($1) IS NOT NULL AS there', [`"${schema}"`])) as [
    { there: boolean },
  ];
  // Asked first, because IF NOT EXISTS wants the right to make one even where it exists.
  if (!row.there) await runner.query(`CREATE SCHEMA "${schema}"`);
}

/**
 * Brings the service's schema up to date, each migration in its own transaction. Instances that start together take
 * turns: the advisory lock is held on the one connection that migrates, so it cannot outlive it.
 */
export async function migrate(options: DatabaseOptions, log?: Logger): Promise<void> {
  const source = makeDataSource(options, { poolSize: 1 }, log);
  await source.initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [
      `redress migrations of ${options.service}`,
    ]);
    await makeSchema(runner, options.service);
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'each';
    const done = await executor.executePendingMigrations();
    if (done.length > 0) log?.info({ migrations: done.map(({ name }) => name) }, 'database migrated');
    await runner.release();
  } catch (error) {
    if (isUnavailable(error)) throw error;
    throw new StartError(`The migrations of ${options.service} failed: ${(error as Error).message}`, { cause: error });
  } finally {
    await source.destroy();
  }
}
