import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may see which complaint, words to search in, and who read what. */
export class MakeDesk1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX complaint_state_reference ON complaint_state ((state ->> 'reference'))`);
    await runner.query(
      `CREATE INDEX complaint_state_triage ON complaint_state (complaint_id) WHERE state ->> 'status' = 'triage'`,
    );
    // Folded: can be rebuilt from the journal, words as far as their keys are still in the vault.
    await runner.query(`
      CREATE TABLE held_complaint (
        complaint_id uuid NOT NULL,
        specialist_id text NOT NULL,
        PRIMARY KEY (complaint_id, specialist_id)
      )`);
    await runner.query('CREATE INDEX held_complaint_specialist ON held_complaint (specialist_id)');
    // PostgreSQL's Russian rules take words in Latin letters by its English ones.
    await runner.query(`
      CREATE TABLE searchable_words (
        event_id uuid PRIMARY KEY,
        complaint_id uuid NOT NULL,
        words text NOT NULL,
        lexemes tsvector NOT NULL
          GENERATED ALWAYS AS (to_tsvector('pg_catalog.russian', words)) STORED
      )`);
    await runner.query('CREATE INDEX searchable_words_lexemes ON searchable_words USING gin (lexemes)');
    await runner.query('CREATE INDEX searchable_words_complaint ON searchable_words (complaint_id, event_id)');
    // Own: what specialists say of themselves lies on their own topic, who read what nowhere else.
    await runner.query(`
      CREATE TABLE specialist (
        specialist_id text PRIMARY KEY,
        version bigint NOT NULL,
        name text NOT NULL,
        skills jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE complaint_read (
        id uuid PRIMARY KEY,
        complaint_id uuid NOT NULL,
        reader text NOT NULL,
        way text NOT NULL,
        read_at timestamptz(3) NOT NULL,
        minute timestamptz NOT NULL
      )`);
    // Asking again and again is one reading a minute.
    await runner.query('CREATE UNIQUE INDEX complaint_read_once ON complaint_read (complaint_id, minute, reader, way)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE complaint_read, specialist, searchable_words, held_complaint');
    await runner.query('DROP INDEX complaint_state_triage, complaint_state_reference');
  }
}
