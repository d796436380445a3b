import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Commits } from './commits.js';

/** Which archived rows: stored at `from` or later and before `to`, with ids above `after`. */
export interface Span {
  from: Date;
  to: Date;
  after?: string;
}

export interface SaidAgain {
  /** Rows that the relay says again now. */
  rows: number;
  /** Where to go on; absent when nothing of the span is left. */
  next?: string;
}

/** What an answer has time for. */
const rowsAtOnce = 20_000;

const markUnsaid = `
  WITH chosen AS (
    SELECT id FROM outbox
    WHERE archived AND stored_at >= $1 AND stored_at < $2 AND id > $3 ORDER BY id LIMIT $4
  ), unsaid AS (
    UPDATE outbox SET said_at = NULL FROM chosen WHERE outbox.id = chosen.id AND said_at IS NOT NULL
    RETURNING outbox.id
  )
  SELECT (SELECT count(*)::int FROM unsaid) AS rows, (SELECT count(*)::int FROM chosen) AS seen,
    (SELECT max(id) FROM chosen) AS last`;

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
  async say({ from, to, after }: Span, by: string): Promise<SaidAgain> {
    const found = await this.dataSource.transaction(async (tx) => {
      const [row] = await tx.query(markUnsaid, [from, to, after ?? '0', rowsAtOnce]);
      await tx.query(writeDown, [from, to, row.rows, by]);
      return row as { rows: number; seen: number; last: string | null };
    });
    this.commits.announce();
    return { rows: found.rows, ...(found.seen === rowsAtOnce && { next: found.last as string }) };
  }
}
