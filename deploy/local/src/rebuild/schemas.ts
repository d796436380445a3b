import type { Service } from '@redress/contracts';
import { Client } from 'pg';

/** The schemas of a rebuild, made and dropped with the rights of the database's owner; the service's role owns them. */
export class RebuildSchemas {
  readonly before: string;
  private readonly rebuilt: string;

  constructor(
    private readonly database: string,
    private readonly service: Service,
    run: string,
  ) {
    this.rebuilt = `${service}_rebuild`;
    this.before = `${service}_before_${run}`;
  }

  /** Empty ones; what an earlier rebuild that was cut short has left is dropped. */
  async make(): Promise<void> {
    await this.withClient(async (client) => {
      await client.query(`DROP SCHEMA IF EXISTS ${this.rebuilt} CASCADE`);
      for (const schema of [this.rebuilt, this.before]) {
        await client.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${this.service}`);
      }
    });
  }

  /** Drops what is of no more use: `old` says whether that includes the tables of this and earlier switches. */
  async drop({ old }: { old: 'kept' | 'unused' | 'dropped' }): Promise<void> {
    await this.withClient(async (client) => {
      const schemas = [this.rebuilt, ...(old === 'unused' ? [this.before] : [])];
      if (old === 'dropped') schemas.push(...(await this.allBefore(client)));
      for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    });
  }

  private async allBefore(client: Client): Promise<string[]> {
    const { rows } = await client.query<{ name: string }>(
      'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1)',
      [`${this.service}_before_`],
    );
    return rows.map(({ name }) => name);
  }

  private async withClient(use: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: this.database, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      await use(client);
    } finally {
      await client.end();
    }
  }
}
