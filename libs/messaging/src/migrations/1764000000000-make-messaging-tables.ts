import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables every service has: what it heard, what it said, and what it could not take. */
export class MakeMessagingTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The last number heard per complaint and speaker: what makes a second time visible, however it came.
    await runner.query(`
      CREATE TABLE heard (
        complaint_id uuid NOT NULL,
        source text NOT NULL,
        seq integer NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (complaint_id, source)
      ) WITH (fillfactor = 80)`);
    // The last number this service gave to something it said about a complaint. Its row lock orders speakers.
    await runner.query(`
      CREATE TABLE spoken (
        complaint_id uuid PRIMARY KEY,
        seq integer NOT NULL
      ) WITH (fillfactor = 80)`);
    // What was decided and must be said; said rows of the journal stay: the archive from which it can be said again.
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text NOT NULL,
        key text NOT NULL,
        type text,
        value text NOT NULL,
        complaint_id uuid,
        seq integer,
        archived boolean NOT NULL,
        stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        said_at timestamptz
      )`);
    await runner.query('CREATE INDEX outbox_unsaid ON outbox (id) WHERE said_at IS NULL');
    await runner.query(
      'CREATE UNIQUE INDEX outbox_numbers ON outbox (complaint_id, seq) WHERE complaint_id IS NOT NULL',
    );
    // Records that cannot be taken, and behind each the later ones of its complaint, in journal order.
    await runner.query(`
      CREATE TABLE parked (
        id uuid PRIMARY KEY,
        topic text NOT NULL,
        partition integer NOT NULL,
        record_offset bigint NOT NULL,
        key text,
        complaint_id uuid,
        headers jsonb NOT NULL,
        value bytea,
        reason text NOT NULL,
        detail text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (topic, partition, record_offset)
      )`);
    await runner.query(
      'CREATE INDEX parked_complaint ON parked (complaint_id, record_offset) WHERE complaint_id IS NOT NULL',
    );
    // Who did what to a parked record, and why.
    await runner.query(`
      CREATE TABLE parked_act (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        parked_id uuid NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        record_offset bigint NOT NULL,
        act text NOT NULL,
        by text NOT NULL,
        reason text,
        at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parked_act, parked, outbox, spoken, heard');
  }
}
