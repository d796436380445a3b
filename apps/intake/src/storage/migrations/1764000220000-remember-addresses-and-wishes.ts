import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which complaints an address belongs to, who asked to be let in by it, and how customers want to be written to. All own. */
export class RememberAddressesAndWishes1764000220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owned_complaint ADD COLUMN address_mark bytea');
    await runner.query('CREATE INDEX owned_complaint_address ON owned_complaint (address_mark, complaint_id)');
    await runner.query(`
      CREATE TABLE preference (
        customer_id text PRIMARY KEY,
        language text,
        mails jsonb NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE way_in (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        address_mark bytea NOT NULL,
        event_id uuid NOT NULL,
        sealed text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        until timestamptz(3) NOT NULL,
        used_at timestamptz
      )`);
    await runner.query('CREATE INDEX way_in_address ON way_in (address_mark, asked_at)');
    await runner.query('CREATE INDEX way_in_until ON way_in (until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE way_in, preference');
    await runner.query('ALTER TABLE owned_complaint DROP COLUMN address_mark');
  }
}
