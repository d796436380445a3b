import { randomBytes } from 'node:crypto';
import type { Service } from '@redress/contracts';
import { Client } from 'pg';
import {
  databaseAddress,
  prepareDatabase,
  type Role,
  type RolePasswords,
  roleUrl,
} from '../../../deploy/local/src/index.js';
import { partsOf } from './parts-of.js';

/** A database of this test file's own, with every service's role and schema. */
export interface TestDatabase {
  /** The address as a service would be given it. */
  urlOf(role: Role): string;
  /** As the superuser; for looking, and for breaking things. */
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** Ends every connection of a service's role: what a failing server does. */
  cutConnectionsOf(service: Service): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database for one test file; call `drop` when it is done. Its name says that it is a test's. */
export async function makeTestDatabase(): Promise<TestDatabase> {
  const { databaseUrl, passwords } = partsOf(process.env);
  const name = `redress_test_${randomBytes(6).toString('hex')}`;
  await prepareDatabase(databaseUrl, name, passwords as RolePasswords);
  const client = new Client({ connectionString: databaseAddress(databaseUrl, name) });
  await client.connect();
  return {
    urlOf: (role) => roleUrl(databaseUrl, name, role, passwords as RolePasswords),
    query: async <Row extends object>(sql: string, parameters?: unknown[]) =>
      (await client.query(sql, parameters)).rows as Row[],
    cutConnectionsOf: async (service) => {
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND datname = current_database()',
        [service],
      );
    },
    drop: async () => {
      await client.end();
      const admin = new Client({ connectionString: databaseUrl });
      await admin.connect();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
