import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Commits } from './commits.js';

/** Archived rows that were stored at `from` or later and before `to`. */
export interface Span {
  from: Date;
  to: Date;
}

/** Which rows of a span: all, or those last said before a moment; with ids above `after`. */
export interface Rest {
  after?: string;
  saidBefore?: Date;
}

/** One event that a service has said. */
export interface SaidEvent {
  complaintId: string;
  id: string;
}

export interface SaidAgain {
  /** Rows that the relay says again now. */
  rows: number;
  /** Where to go on; absent when nothing of the span is left. */
  next?: string;
  /** When, by the database's clock: what was said before lies before it. */
  at: Date;
}

/** What an answer has time for. */
const rowsAtOnce = 20_000;

// Rounded up: a row too many is a repeat, one too few would be missing.
const now = `SELECT date_trunc('milliseconds', clock_timestamp() + interval '1 millisecond') AS at`;

const markSpan = `
  WITH chosen AS (
    SELECT id FROM outbox
    WHERE archived AND stored_at >= $1 AND stored_at < $2 AND id > $3 AND ($4::timestamptz IS NULL OR said_at < $4)
    ORDER BY id LIMIT $5
  ), unsaid AS (
    UPDATE outbox SET said_at = NULL FROM chosen WHERE outbox.id = chosen.id AND said_at IS NOT NULL
    RETURNING outbox.id
  )
  SELECT (SELECT count(*)::int FROM unsaid) AS rows, (SELECT count(*)::int FROM chosen) AS seen,
    (SELECT max(id) FROM chosen) AS last`;

const markEvents = `
  WITH chosen AS (
    SELECT outbox.id FROM outbox
    JOIN unnest($3::uuid[], $4::text[]) AS wanted (complaint_id, event_id) USING (complaint_id)
    WHERE archived AND stored_at >= $1 AND stored_at < $2 AND value::jsonb ->> 'id' = event_id
  ), unsaid AS (
    UPDATE outbox SET said_at = NULL FROM chosen WHERE outbox.id = chosen.id AND said_at IS NOT NULL
    RETURNING outbox.id
  )
  SELECT count(*)::int AS rows FROM unsaid`;

const writeDown = `
  INSERT INTO outbox_act (act, stored_from, stored_to, rows, by) VALUES ('say-again', $1, $2, $3, $4)`;

/** The archive's use: what was said once is said again, in order, with the same ids; who heard it knows it by its number. */
@Injectable()
export class SayAgain {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly commits: Commits,
  ) {}

  /** Marks archived rows as unsaid, oldest first, at most 20,000 at once, and writes down who asked for it. */
  async say(span: Span, { after, saidBefore }: Rest, by: string): Promise<SaidAgain> {
    const params = [after ?? '0', saidBefore ?? null, rowsAtOnce];
    const { seen, last, ...found } = await this.mark<{ seen: number; last: string }>(markSpan, span, params, by);
    return { ...found, ...(seen === rowsAtOnce && { next: last }) };
  }

  /** Marks these events as unsaid, as far as they lie in the span. Within a complaint they are said in their order. */
  sayEvents(span: Span, events: SaidEvent[], by: string): Promise<SaidAgain> {
    const params = [events.map(({ complaintId }) => complaintId), events.map(({ id }) => id)];
    return this.mark(markEvents, span, params, by);
  }

  private async mark<More>(
    marking: string,
    { from, to }: Span,
    params: unknown[],
    by: string,
  ): Promise<{ rows: number; at: Date } & More> {
    const found = await this.dataSource.transaction(async (tx) => {
      const [{ at }] = await tx.query(now);
      const [row] = await tx.query(marking, [from, to, ...params]);
      if (row.rows > 0) await tx.query(writeDown, [from, to, row.rows, by]);
      return { ...row, at };
    });
    this.commits.announce();
    return found;
  }
}
