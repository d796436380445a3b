import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles, startKafka, startPostgres } from '../../../deploy/local/src/index.js';
import { type FoundParts } from './parts-of.js';

/** The real PostgreSQL and the real Kafka that one test run uses. */
export interface RealParts extends FoundParts {
  /** Where they come from, for people. */
  origin: string;
  stop(): Promise<void>;
}

/** For servers that are made for the run and go with it. */
export const passwordsForTests = Object.fromEntries(roles.map((role) => [role, `${role}-for-tests`]));

const nothingToStop = async (): Promise<void> => undefined;

/**
 * Uses what runs already, else starts its own: the addresses in the environment, a running deployment of this checkout,
 * containers where an engine answers and its images can be had, the embedded parts elsewhere.
 */
export async function findRealParts(env: NodeJS.ProcessEnv): Promise<RealParts> {
  return (await named(env)) ?? (await running(env)) ?? (await embedded());
}

async function named(env: NodeJS.ProcessEnv): Promise<RealParts | undefined> {
  const { DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers } = env;
  if (!databaseUrl || !brokers) return undefined;
  return {
    origin: 'the environment',
    databaseUrl,
    brokers: brokers.split(','),
    passwords: passwordsForTests,
    stop: nothingToStop,
  };
}

async function running(env: NodeJS.ProcessEnv): Promise<RealParts | undefined> {
  const folder = env.REDRESS_DATA ?? '.redress';
  const text = await readFile(join(folder, 'endpoints.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const endpoints = JSON.parse(text) as { ready: boolean; web: string; database: string; kafka: string[] };
  const answers = endpoints.ready && (await fetch(endpoints.web).catch(() => undefined))?.ok;
  if (!answers) return undefined;
  return {
    origin: 'the running deployment',
    databaseUrl: endpoints.database,
    brokers: endpoints.kafka,
    // The roles are the running services' own: their passwords must stay what they are.
    passwords: JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')).passwords,
    stop: nothingToStop,
  };
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
