import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the journal says of complaints. Folded: can be rebuilt from it; an intake from before has the tables already. */
export class MakeTimeline1764000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS complaint_state (
        complaint_id uuid PRIMARY KEY,
        state jsonb NOT NULL
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE IF NOT EXISTS timeline_entry (
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
    await runner.query(
      'CREATE INDEX IF NOT EXISTS timeline_entry_complaint ON timeline_entry (complaint_id, position)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE timeline_entry, complaint_state');
  }
}
