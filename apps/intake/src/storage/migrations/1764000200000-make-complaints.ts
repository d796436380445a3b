import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose complaints there are, and what was answered when they were accepted. Own, not folded: from backup. */
export class MakeComplaints1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE owned_complaint (
        complaint_id uuid PRIMARY KEY,
        customer_id text NOT NULL,
        channel text NOT NULL,
        reference text NOT NULL,
        received_at timestamptz(3) NOT NULL,
        promised_by timestamptz(3) NOT NULL
      )`);
    await runner.query('CREATE UNIQUE INDEX owned_complaint_reference ON owned_complaint (reference)');
    await runner.query('CREATE INDEX owned_complaint_customer ON owned_complaint (customer_id, complaint_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE owned_complaint');
  }
}
