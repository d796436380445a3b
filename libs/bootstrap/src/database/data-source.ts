import type { Logger } from 'pino';
import {
  DataSource,
  type DataSourceOptions,
  type EntitySchema,
  type MigrationInterface,
  type Logger as TypeOrmLogger,
} from 'typeorm';
import { describeError } from '../log/describe-error.js';
import { DatabaseClient } from './database-client.js';

export interface DatabaseOptions {
  /** Its schema in the database has this name. */
  service: string;
  /** Address with the service's own role. */
  url: string;
  // biome-ignore lint/complexity/noBannedTypes: TypeORM names entity classes so
  entities?: (Function | EntitySchema)[];
  /** Run in this order at start, each in its own transaction, by one instance at a time. */
  migrations: (new () => MigrationInterface)[];
  /** Connections at most; 10 when absent. */
  poolSize?: number;
}

interface Limits {
  poolSize: number;
  /** Milliseconds; a statement, a wait for a lock, a pause inside a transaction, an answer. */
  statement?: number;
  lock?: number;
  pause?: number;
  answer?: number;
}

/** While serving nobody waits longer than callers are promised an answer; a migration may take what it needs. */
export const serving = { statement: 4_000, lock: 3_000, pause: 5_000, answer: 5_000 };

/** TypeORM would write to the console; what matters is thrown, and some of it quotes rows. */
const silence: TypeOrmLogger = {
  logQuery: () => {},
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
};

/** A data source on the service's own schema, not connected yet. */
export function makeDataSource(options: DatabaseOptions, limits: Limits, log?: Logger): DataSource {
  const { service, url, entities = [], migrations } = options;
  const settings: DataSourceOptions = {
    type: 'postgres',
    url,
    schema: service,
    entities,
    migrations,
    applicationName: service,
    poolSize: limits.poolSize,
    logger: silence,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    poolErrorHandler: (error: unknown) => log?.warn({ error: describeError(error) }, 'a database connection was lost'),
    extra: {
      Client: DatabaseClient,
      options: `-c search_path="${service}"`,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      statement_timeout: limits.statement,
      lock_timeout: limits.lock,
      idle_in_transaction_session_timeout: limits.pause,
      query_timeout: limits.answer,
    },
  };
  return new DataSource(settings);
}
