import type { MigrationInterface, QueryRunner } from 'typeorm';

const states = (...names: string[]): string => `CHECK (state IN (${names.map((name) => `'${name}'`).join(', ')}))`;
const before = ['queued', 'sending', 'sent', 'failed', 'suppressed', 'uncertain'];

/** What a letter tells of its cause, and mails that came back. */
export class TellTheWholeLife1764000100100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notice
        ADD COLUMN told jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN sealed text,
        DROP CONSTRAINT notice_state,
        ADD CONSTRAINT notice_state ${states(...before, 'bounced')}`);
    // Letters that waited when they did not carry what they tell yet.
    await runner.query(`UPDATE notice SET told = '{"isPromised": true}' WHERE due_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE notice SET state = 'failed' WHERE state = 'bounced'`);
    await runner.query(`
      ALTER TABLE notice DROP COLUMN told, DROP COLUMN sealed, DROP CONSTRAINT notice_state,
        ADD CONSTRAINT notice_state ${states(...before)}`);
  }
}
