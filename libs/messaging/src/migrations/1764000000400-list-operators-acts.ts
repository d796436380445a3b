import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators did becomes one list over both tables, in the order of ids that come with the time. */
export class ListOperatorsActs1764000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['parked_act', 'outbox_act']) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN act_id uuid`);
      await runner.query(`UPDATE ${table} SET act_id = uuidv7(at - clock_timestamp())`);
      await runner.query(
        `ALTER TABLE ${table} ALTER COLUMN act_id SET DEFAULT uuidv7(), ALTER COLUMN act_id SET NOT NULL`,
      );
      await runner.query(`CREATE UNIQUE INDEX ${table}_order ON ${table} (act_id)`);
    }
    // A record that was taken or given up is gone; of earlier acts only those on what is still there can be told.
    await runner.query('ALTER TABLE parked_act ADD COLUMN complaint_id uuid');
    await runner.query(
      'UPDATE parked_act SET complaint_id = parked.complaint_id FROM parked WHERE parked.id = parked_id',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE parked_act DROP COLUMN complaint_id');
    for (const table of ['parked_act', 'outbox_act']) await runner.query(`ALTER TABLE ${table} DROP COLUMN act_id`);
  }
}
