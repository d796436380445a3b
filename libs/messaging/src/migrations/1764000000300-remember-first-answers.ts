import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered first under a key, sealed where it holds words. */
export class RememberFirstAnswers1764000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key ADD COLUMN answer text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key DROP COLUMN answer');
  }
}
