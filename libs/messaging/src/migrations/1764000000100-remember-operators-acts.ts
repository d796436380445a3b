import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators did, in so far as a rebuild or an auditor must know it. */
export class RememberOperatorsActs1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What a record of the journal was mended to: the journal keeps the broken one, a rebuild needs this one.
    await runner.query('ALTER TABLE parked_act ADD COLUMN value bytea');
    await runner.query('CREATE INDEX parked_act_place ON parked_act (topic, partition, record_offset)');
    // Who had what said again.
    await runner.query(`
      CREATE TABLE outbox_act (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        act text NOT NULL,
        stored_from timestamptz NOT NULL,
        stored_to timestamptz NOT NULL,
        rows integer NOT NULL,
        by text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_act');
    await runner.query('DROP INDEX parked_act_place');
    await runner.query('ALTER TABLE parked_act DROP COLUMN value');
  }
}
