import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MakeVault1764000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS vault.complaint_key (
        complaint_id uuid PRIMARY KEY,
        wrapped      bytea NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now()
      )`);
  }

  /** The keys stay: without them every sealed word ever written is lost. */
  async down(): Promise<void> {}
}
