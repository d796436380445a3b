import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which complaint a complaint continues: whoever comes back twice is shown the one that goes on. Own. */
export class RememberWhatFollows1764000230000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owned_complaint ADD COLUMN follows uuid');
    await runner.query(`
      UPDATE owned_complaint SET follows = (state->>'follows')::uuid FROM complaint_state
      WHERE complaint_state.complaint_id = owned_complaint.complaint_id AND state ? 'follows'`);
    await runner.query('CREATE INDEX owned_complaint_follows ON owned_complaint (follows) WHERE follows IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owned_complaint DROP COLUMN follows');
  }
}
