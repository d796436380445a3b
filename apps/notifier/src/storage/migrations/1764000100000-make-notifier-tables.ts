import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The complaints whose customers are told, and the notices owed to people. */
export class MakeNotifierTables1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE told_complaint (
        complaint_id uuid PRIMARY KEY,
        submission_id uuid NOT NULL,
        sealed text NOT NULL,
        state jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE notice (
        notice_id uuid PRIMARY KEY,
        complaint_id uuid NOT NULL,
        causation_id uuid NOT NULL,
        person text NOT NULL,
        template text NOT NULL,
        channel text NOT NULL,
        state text NOT NULL,
        reason text,
        attempts integer NOT NULL DEFAULT 0,
        doubts integer NOT NULL DEFAULT 0,
        due_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT notice_once UNIQUE (causation_id, person, template, channel),
        CONSTRAINT notice_state CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'suppressed', 'uncertain'))
      ) WITH (fillfactor = 70)`);
    await runner.query('CREATE INDEX notice_due ON notice (due_at) WHERE due_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notice, told_complaint');
  }
}
