import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { Connection } from './connection.js';

const unheard = (): void => undefined;

/** A small pool of select-only connections to the vault, closed with its application. */
export class ReadersPool implements Connection, OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({
      connectionString: url,
      application_name: 'vault-reader',
      max: 4,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 4_000,
      query_timeout: 5_000,
    });
    // A connection that dies says so to whoever uses it; without listeners an idle one would end the process.
    this.pool.on('error', unheard);
    this.pool.on('connect', (client) => client.on('error', unheard));
  }

  async query(sql: string, parameters: unknown[]): Promise<unknown[]> {
    const { rows } = await this.pool.query<Record<string, unknown>>(sql, parameters);
    return rows;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
