import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type RolePasswords, roles, roleUrl, startKafka, startPostgres } from '../../../deploy/local/src/index.js';
import { NoEngine, startContainedParts } from './contained-parts.js';
import type { FoundParts } from './parts-of.js';

/** The real PostgreSQL and the real Kafka that one test run uses. */
export interface RealParts extends FoundParts {
  /** Where they come from, for people. */
  origin: string;
  stop(): Promise<void>;
}

/** For servers that are made for the run and go with it. */
export const passwordsForTests = Object.fromEntries(roles.map((role) => [role, `${role}-for-tests`])) as RolePasswords;

const nothingToStop = async (): Promise<void> => undefined;
const home = join(import.meta.dirname, '../../../..');

/**
 * Uses what runs already, else starts its own: the addresses in the environment, a running deployment of this checkout,
 * containers where an engine answers and its images can be had, the embedded parts elsewhere.
 * REDRESS_TEST_PARTS (embedded or containers) chooses one. `say` is told, in a line, what was wanted and cannot be had.
 */
export async function findRealParts(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<RealParts> {
  switch (env.REDRESS_TEST_PARTS) {
    case 'embedded':
      return embedded();
    case 'containers':
      return contained(env);
    case undefined:
    case '':
      return (await named(env)) ?? (await running(env)) ?? (await ownParts(env, say));
    default:
      throw new Error('REDRESS_TEST_PARTS must be embedded or containers');
  }
}

async function ownParts(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<RealParts> {
  try {
    return await contained(env);
  } catch (error) {
    if (!(error instanceof NoEngine)) say(`No containers for the tests, because ${(error as Error).message}`);
    return embedded();
  }
}

async function named(env: NodeJS.ProcessEnv): Promise<RealParts | undefined> {
  const { DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers } = env;
  if (!databaseUrl || !brokers) return undefined;
  await refuseServerInUse(databaseUrl);
  return {
    origin: 'the environment',
    databaseUrl,
    brokers: brokers.split(','),
    passwords: passwordsForTests,
    stop: nothingToStop,
  };
}

/** The tests give the services' roles passwords of their own, and roles belong to the whole server. */
async function refuseServerInUse(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [roles[0]]);
  await client.end();
  if (rowCount === 0) return;
  const database = new URL(databaseUrl).pathname.slice(1);
  const asRole = new Client({ connectionString: roleUrl(databaseUrl, database, roles[0], passwordsForTests) });
  try {
    await asRole.connect();
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') return;
    throw new Error('The server of DATABASE_URL has a Redress that is no test: name another, or unset it');
  } finally {
    await asRole.end();
  }
}

async function running(env: NodeJS.ProcessEnv): Promise<RealParts | undefined> {
  const folder = env.REDRESS_DATA || join(home, '.redress');
  const text = await readFile(join(folder, 'endpoints.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const endpoints = JSON.parse(text) as { ready: boolean; web: string; database: string; kafka: string[] };
  const answers = endpoints.ready && (await fetch(endpoints.web).catch(() => undefined))?.ok;
  if (!answers) return undefined;
  const kept = JSON.parse(await readFile(join(folder, 'deployment.json'), 'utf8')) as Pick<FoundParts, 'passwords'>;
  return {
    origin: 'the running deployment',
    databaseUrl: endpoints.database,
    brokers: endpoints.kafka,
    // The roles are the running services' own: their passwords must stay what they are.
    passwords: kept.passwords,
    stop: nothingToStop,
  };
}

async function contained(env: NodeJS.ProcessEnv): Promise<RealParts> {
  return { origin: 'containers', passwords: passwordsForTests, ...(await startContainedParts(env)) };
}

async function embedded(): Promise<RealParts> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-test-'));
  const started = await Promise.allSettled([
    startPostgres({ dataDir: join(folder, 'postgres'), fsync: false }),
    startKafka({ dataDir: join(folder, 'kafka') }),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all(started.map(async (part) => part.status === 'fulfilled' && part.value.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  const [postgres, kafka] = started;
  if (postgres.status === 'rejected' || kafka.status === 'rejected') {
    await stop();
    throw [postgres, kafka].find((part) => part.status === 'rejected')?.reason;
  }
  return {
    origin: 'embedded parts',
    databaseUrl: postgres.value.url,
    brokers: kafka.value.brokers,
    passwords: passwordsForTests,
    stop,
  };
}
