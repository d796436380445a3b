import { events, type Service } from '@redress/contracts';
import type { DataSource } from 'typeorm';

/** The events of a complaint, in journal order. */
export interface ComplaintOrder {
  complaintId: string;
  events: { id: string; service: Service }[];
}

const inOrder = `
  SELECT complaint_id AS "complaintId",
    json_agg(json_build_object('id', event_id, 'service', $3::json ->> type) ORDER BY position) AS events
  FROM timeline_entry WHERE $1::uuid IS NULL OR complaint_id > $1
  GROUP BY complaint_id ORDER BY complaint_id LIMIT $2`;

const speakers = JSON.stringify(Object.fromEntries(events.map(({ name, saidBy }) => [name, saidBy])));

/** Complaints by their ids, at most so many, those above `after`. */
export function journalOrder(
  database: Pick<DataSource, 'query'>,
  after: string | undefined,
  limit: number,
): Promise<ComplaintOrder[]> {
  return database.query(inOrder, [after, limit, speakers]);
}
