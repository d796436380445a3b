/** Whatever runs SQL: a transaction, a data source, a client. */
interface Database {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}

/** Where a service's bell is heard: names of schemas are no longer than this leaves room for. */
export const channelOf = (schema: string): string => `redress_${schema}`;

/**
 * Rings for these keys (complaint ids, a specialist's id), in every process of the service, once the transaction has
 * committed; never when it rolls back. What else it writes is there when the streams of a key look for it.
 */
export async function ring(database: Database, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await database.query("SELECT pg_notify('redress_' || current_schema(), key) FROM unnest($1::text[]) AS key", [
    [...new Set(keys)],
  ]);
}
