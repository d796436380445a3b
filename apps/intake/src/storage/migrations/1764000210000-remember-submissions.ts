import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which complaint was accepted under which id of a channel. Own, not folded: from backup. */
export class RememberSubmissions1764000210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel_submission (
        channel text NOT NULL,
        id text NOT NULL,
        body_hash bytea NOT NULL,
        complaint_id uuid NOT NULL,
        PRIMARY KEY (channel, id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE channel_submission');
  }
}
