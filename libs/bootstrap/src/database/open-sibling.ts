import type { DataSource, DataSourceOptions } from 'typeorm';
import { type DatabaseOptions, makeDataSource } from './data-source.js';
import { migrate } from './migrate.js';

/**
 * Another schema beside an open one, with the same entities and brought to the same tables by the same migrations.
 * Without the limits of serving: whoever works there has time. Throws {@link StartError} when a migration fails.
 */
export async function openSibling({ options }: DataSource, schema: string): Promise<DataSource> {
  const { url, entities, migrations } = options as DataSourceOptions & { url: string };
  const sibling = { service: schema, url, entities, migrations } as DatabaseOptions;
  await migrate(sibling);
  return makeDataSource(sibling, { poolSize: 4 }).initialize();
}
