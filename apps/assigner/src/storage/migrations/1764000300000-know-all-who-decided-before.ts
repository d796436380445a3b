import type { MigrationInterface, QueryRunner } from 'typeorm';

/** At stage one several may have decided, one in each episode: none of them gets the complaint at stage two. */
export class KnowAllWhoDecidedBefore1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE complaint
        ALTER COLUMN decided_before TYPE text[] USING array_remove(ARRAY[decided_before], NULL),
        ALTER COLUMN decided_before SET DEFAULT '{}',
        ALTER COLUMN decided_before SET NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE complaint
        ALTER COLUMN decided_before DROP NOT NULL,
        ALTER COLUMN decided_before DROP DEFAULT,
        ALTER COLUMN decided_before TYPE text USING decided_before[cardinality(decided_before)]`);
  }
}
