import type { DataSource } from 'typeorm';
import type { FoldedTable } from './tables.js';

/** Rows of one table that are not the same in both schemas. */
export interface Difference {
  table: string;
  /** The keys of the first hundred of them, column by column. */
  keys: string[];
}

const most = 100;

const columnsOf = `
  SELECT column_name AS name FROM information_schema.columns
  WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position`;

const quoted = (name: string): string => `"${name}"`;

/** Compares folded tables of two schemas row by row. Empty: they are equal. */
export async function differences(
  database: DataSource,
  [live, rebuilt]: [string, string],
  tables: FoldedTable[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const table of tables) {
    const rows = await rowsOf(database, live, table);
    const key = table.key.map(quoted).join(', ');
    const [here, there] = [live, rebuilt].map(
      (schema) => `SELECT ${rows} FROM ${quoted(schema)}.${quoted(table.name)}`,
    );
    const odd: Record<string, unknown>[] = await database.query(`
      SELECT DISTINCT ${key} FROM ((${here} EXCEPT ${there}) UNION ALL (${there} EXCEPT ${here})) AS odd
      ORDER BY ${key} LIMIT ${most}`);
    if (odd.length > 0) found.push({ table: table.name, keys: odd.map((row) => Object.values(row).join(' ')) });
  }
  return found;
}

async function rowsOf(database: DataSource, schema: string, { name, ranked }: FoldedTable): Promise<string> {
  const columns: { name: string }[] = await database.query(columnsOf, [schema, name]);
  if (columns.length === 0) throw new Error(`${schema} has no table ${name}`);
  return columns
    .map((column) =>
      column.name === ranked?.column
        ? `row_number() OVER (PARTITION BY ${quoted(ranked.within)} ORDER BY ${quoted(ranked.column)})`
        : quoted(column.name),
    )
    .join(', ');
}
