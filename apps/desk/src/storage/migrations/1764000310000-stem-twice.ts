import type { MigrationInterface, QueryRunner } from 'typeorm';

const once = `to_tsvector('pg_catalog.russian', words)`;

/**
 * The Russian stemmer takes one form of a noun for a verb and another not («депозит» becomes «депоз», «депозита» becomes
 * «депозит»). Stems that are stemmed once more come to the same.
 */
export class StemTwice1764000310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Without places: in their alphabetical order these are no phrases.
    const twice = `${once} || strip(to_tsvector('pg_catalog.russian', strip(${once})::text))`;
    await runner.query(`ALTER TABLE searchable_words ALTER COLUMN lexemes SET EXPRESSION AS (${twice})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE searchable_words ALTER COLUMN lexemes SET EXPRESSION AS (${once})`);
  }
}
