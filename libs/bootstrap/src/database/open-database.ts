import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { StartError } from '../config/start-error.js';
import { isUnavailable } from '../edge/unavailable.js';
import { describeError } from '../log/describe-error.js';
import { type DatabaseOptions, makeDataSource, serving } from './data-source.js';
import { migrate } from './migrate.js';

const pause = 500;
const betweenLines = 5_000;

/** What waiting does not cure, by SQLSTATE. */
const refusals: Record<string, string> = {
  '28P01': 'refuses the password',
  '28000': 'refuses the user',
  '3D000': 'has no database of this name',
  '42501': 'does not give this user the right to connect',
};

function refusal(error: unknown, service: string): StartError | undefined {
  const { code = '' } = error as { code?: string };
  const what = refusals[code];
  if (!what) return undefined;
  const variable = `${service.toUpperCase()}_DATABASE_URL or DATABASE_URL`;
  return new StartError(`PostgreSQL ${what} (${code}): correct ${variable}, or make what it names`, { cause: error });
}

async function open(options: DatabaseOptions, log?: Logger): Promise<DataSource> {
  await migrate(options, log);
  return makeDataSource(options, { poolSize: options.poolSize ?? 10, ...serving }, log).initialize();
}

/**
 * The service's database, migrated and connected. Waits as long as it takes for one that is not there yet.
 * Throws {@link StartError} when it refuses the service or a migration fails.
 */
export async function openDatabase(options: DatabaseOptions, log?: Logger): Promise<DataSource> {
  let lastLine = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      return await open(options, log);
    } catch (error) {
      const refused = refusal(error, options.service);
      if (refused) throw refused;
      if (!isUnavailable(error)) throw error;
      if (performance.now() - lastLine >= betweenLines) {
        lastLine = performance.now();
        log?.warn({ error: describeError(error) }, 'waiting for PostgreSQL');
      }
      await delay(pause);
    }
  }
}
