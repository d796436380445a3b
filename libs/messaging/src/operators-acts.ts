import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

export const operatorsActs = ['mend', 'release', 'discard', 'say-again'] as const;

/** One act as it was written down: on a parked record, or on the archive. */
export interface OperatorsActRow {
  id: string;
  act: (typeof operatorsActs)[number];
  by: string;
  at: Date;
  parkedId: string | null;
  topic: string | null;
  partition: number | null;
  offset: string | null;
  complaintId: string | null;
  reason: string | null;
  from: Date | null;
  to: Date | null;
  rows: number | null;
}

// The payload of a mended record stays out of it.
const newest = `
  (
    SELECT act_id AS id, act, by, at, parked_id AS "parkedId", topic, partition, record_offset::text AS "offset",
      complaint_id AS "complaintId", reason,
      NULL::timestamptz AS "from", NULL::timestamptz AS "to", NULL::integer AS rows
    FROM parked_act WHERE $1::uuid IS NULL OR act_id < $1 ORDER BY act_id DESC LIMIT $2
  ) UNION ALL (
    SELECT act_id, act, by, at, NULL, NULL, NULL, NULL, NULL, NULL, stored_from, stored_to, rows
    FROM outbox_act WHERE $1::uuid IS NULL OR act_id < $1 ORDER BY act_id DESC LIMIT $2
  ) ORDER BY id DESC LIMIT $2`;

/** What operators did at this service, to be read. */
@Injectable()
export class OperatorsActs {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Newest first; with `after`, those before that act. */
  async list({ after, limit }: { after?: string; limit: number }): Promise<OperatorsActRow[]> {
    return this.dataSource.query(newest, [after ?? null, limit]);
  }
}
