import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose complaints there are, what was answered under which key, and what the journal says of them. */
export class MakeComplaints1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Own, not folded: from backup.
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
    await runner.query(`
      CREATE TABLE idempotency_key (
        principal text NOT NULL,
        key text NOT NULL,
        body_hash bytea NOT NULL,
        complaint_id uuid NOT NULL,
        used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (principal, key)
      )`);
    await runner.query('CREATE INDEX idempotency_key_age ON idempotency_key (used_at)');
    // Folded: can be rebuilt from the journal.
    await runner.query(`
      CREATE TABLE complaint_state (
        complaint_id uuid PRIMARY KEY,
        state jsonb NOT NULL
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE timeline_entry (
        event_id uuid PRIMARY KEY,
        complaint_id uuid NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        type text NOT NULL,
        at timestamptz(3) NOT NULL,
        effect text NOT NULL,
        reason text,
        data jsonb NOT NULL,
        sealed text
      )`);
    await runner.query('CREATE INDEX timeline_entry_complaint ON timeline_entry (complaint_id, position)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE timeline_entry, complaint_state, idempotency_key, owned_complaint');
  }
}
