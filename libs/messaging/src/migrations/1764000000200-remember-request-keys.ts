import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which request was answered under which key. Own, not folded; an intake from before has the table already. */
export class RememberRequestKeys1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS idempotency_key (
        principal text NOT NULL,
        key text NOT NULL,
        body_hash bytea NOT NULL,
        complaint_id uuid NOT NULL,
        used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (principal, key)
      )`);
    await runner.query('CREATE INDEX IF NOT EXISTS idempotency_key_age ON idempotency_key (used_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_key');
  }
}
