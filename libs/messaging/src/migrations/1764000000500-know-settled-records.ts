import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which record was parked and settled: on a topic made anew, another lies in its place. */
export class KnowSettledRecords1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The hash of what lay on the topic; of what was mended before, nobody knows it any more.
    for (const table of ['parked', 'parked_act'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN value_hash bytea`);
    await runner.query(`
      UPDATE parked SET value_hash = sha256(coalesce(value, ''))
      WHERE NOT EXISTS (SELECT FROM parked_act WHERE parked_id = parked.id AND act = 'mend')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['parked', 'parked_act']) await runner.query(`ALTER TABLE ${table} DROP COLUMN value_hash`);
  }
}
