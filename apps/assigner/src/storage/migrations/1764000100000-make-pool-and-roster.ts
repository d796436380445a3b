import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who can be given complaints, which there are, and who holds or held them. */
export class MakePoolAndRoster1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Own, not folded: from backup. The row is hot, hence the room for updates in place.
    await runner.query(`
      CREATE TABLE specialist (
        specialist_id text PRIMARY KEY,
        name text NOT NULL,
        skills jsonb NOT NULL,
        capacity integer NOT NULL CHECK (capacity > 0),
        shifts jsonb NOT NULL DEFAULT '[]',
        retired boolean NOT NULL DEFAULT false,
        present boolean NOT NULL DEFAULT true,
        shift_override text CHECK (shift_override IN ('on', 'off')),
        open_count integer NOT NULL DEFAULT 0 CHECK (open_count >= 0),
        last_assigned bigint NOT NULL DEFAULT 0,
        version integer NOT NULL DEFAULT 0,
        queue_version integer NOT NULL DEFAULT 0,
        queue_dirty boolean NOT NULL DEFAULT false
      ) WITH (fillfactor = 50)`);
    // Tells whose last assignment is oldest, without a clock.
    await runner.query('CREATE SEQUENCE assignment_number');
    await this.makeComplaints(runner);
    await runner.query(`
      CREATE TABLE former_holder (
        complaint_id uuid NOT NULL,
        specialist_id text NOT NULL,
        PRIMARY KEY (complaint_id, specialist_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE former_holder, complaint, specialist');
    await runner.query('DROP SEQUENCE assignment_number');
  }

  private async makeComplaints(runner: QueryRunner): Promise<void> {
    // Folded: can be rebuilt from the journal.
    await runner.query(`
      CREATE TABLE complaint (
        complaint_id uuid PRIMARY KEY,
        reference text NOT NULL,
        correlation_id text NOT NULL,
        language text NOT NULL,
        received_at timestamptz NOT NULL,
        due timestamptz NOT NULL,
        category text,
        tags text[] NOT NULL DEFAULT '{}',
        complexity text,
        status text NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'pooled', 'assigned', 'in-progress')),
        episode integer NOT NULL DEFAULT 1,
        pooled_by uuid,
        waiting text,
        assignment_id uuid,
        specialist_id text,
        reasons text[],
        handed_over_by text,
        said integer NOT NULL DEFAULT 0,
        CONSTRAINT held_by_somebody CHECK (
          (status IN ('assigned', 'in-progress')) = (specialist_id IS NOT NULL)
          AND (specialist_id IS NULL) = (assignment_id IS NULL)
        )
      ) WITH (fillfactor = 80)`);
    await runner.query('CREATE INDEX complaint_reference ON complaint (reference)');
    await runner.query(`
      CREATE INDEX complaint_pooled ON complaint (received_at, complaint_id) WHERE status = 'pooled'`);
    await runner.query(`
      CREATE INDEX complaint_untried ON complaint (received_at, complaint_id)
      WHERE status = 'pooled' AND waiting IS NULL`);
    await runner.query(`
      CREATE INDEX complaint_class ON complaint (category, language, received_at, complaint_id)
      WHERE status = 'pooled'`);
    await runner.query(`
      CREATE INDEX complaint_held ON complaint (specialist_id, due, complaint_id) WHERE specialist_id IS NOT NULL`);
  }
}
