import type { DataSource } from 'typeorm';
import type { FoldedTable } from './tables.js';

/** Who changes places: the live schema's folded tables go to `before`, the rebuilt ones take their place. */
export interface Places {
  live: string;
  rebuilt: string;
  before: string;
}

/**
 * Puts the rebuilt tables into the live schema and the old ones aside, in one transaction. Whatever is the service's own
 * stays where it is. The service must not run meanwhile.
 */
export async function switchOver(
  database: DataSource,
  { live, rebuilt, before }: Places,
  tables: FoldedTable[],
): Promise<void> {
  await database.transaction(async (tx) => {
    for (const { name } of tables) {
      await tx.query(`ALTER TABLE "${live}"."${name}" SET SCHEMA "${before}"`);
      await tx.query(`ALTER TABLE "${rebuilt}"."${name}" SET SCHEMA "${live}"`);
    }
  });
}
