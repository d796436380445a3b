import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A complaint may wait for its customer, end and come back; a row is what the journal's events mean. */
export class FollowTheWholeLife1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE complaint
        DROP CONSTRAINT complaint_status_check,
        DROP CONSTRAINT held_by_somebody,
        ADD COLUMN as_heard jsonb,
        ADD COLUMN stage integer NOT NULL DEFAULT 1,
        ADD COLUMN return_to text,
        ADD COLUMN decided_before text`);
    await this.foldWhatIsThere(runner);
    await runner.query(`
      ALTER TABLE complaint
        DROP COLUMN said,
        ALTER COLUMN as_heard SET NOT NULL,
        ADD CONSTRAINT complaint_whereabouts CHECK (status IN ('received', 'triage', 'pooled', 'assigned',
          'in-progress', 'waiting-for-customer', 'resolved', 'closed')),
        ADD CONSTRAINT held_by_somebody CHECK (
          (status IN ('assigned', 'in-progress', 'waiting-for-customer')) = (specialist_id IS NOT NULL)
          AND (specialist_id IS NULL) = (assignment_id IS NULL)
        )`);
    // Own, not folded: what streams of queues tell, in the order in which it became visible.
    await runner.query(`
      CREATE TABLE queue_change (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        specialist_id text NOT NULL,
        complaint_id uuid NOT NULL,
        is_held boolean NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        at timestamptz NOT NULL,
        effect text NOT NULL,
        data jsonb NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX queue_change_of ON queue_change (specialist_id, number)');
    await runner.query('CREATE INDEX queue_change_event ON queue_change (event_id, specialist_id)');
    await runner.query('CREATE INDEX queue_change_age ON queue_change (noted_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE queue_change');
    await runner.query(`
      ALTER TABLE complaint
        DROP CONSTRAINT complaint_whereabouts,
        DROP CONSTRAINT held_by_somebody,
        DROP COLUMN as_heard, DROP COLUMN stage, DROP COLUMN return_to, DROP COLUMN decided_before,
        ADD COLUMN said integer NOT NULL DEFAULT 0`);
  }

  /** Rows from before say what was decided, not how: enough to go on. */
  private async foldWhatIsThere(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE complaint SET as_heard = jsonb_build_object(
        'state', jsonb_strip_nulls(jsonb_build_object(
          'status', status, 'episode', episode, 'stage', 1, 'clock', 'running', 'reference', reference,
          'channel', 'account', 'language', language,
          'receivedAt', to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'promisedBy', to_char(due AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'category', category, 'tags', to_jsonb(tags), 'complexity', complexity,
          'decision', CASE WHEN category IS NOT NULL THEN 'auto' END,
          'categorisedBy', CASE WHEN category IS NOT NULL THEN 'machine' END,
          'assignmentId', assignment_id, 'specialistId', specialist_id,
          'assignedBefore', CASE WHEN assignment_id IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(assignment_id) END)),
        'correlationId', correlation_id, 'pooledBy', pooled_by, 'waiting', waiting, 'reasons', to_jsonb(reasons),
        'handedOverBy', handed_over_by, 'lastHolder', specialist_id, 'returnTo', NULL)`);
  }
}
