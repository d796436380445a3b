import { Client } from 'pg';
import { type Service, services } from '../map.js';
import type { NoticeRow, ParkedRecord, RoutedComplaint, SpecialistRow, Tables } from './history.js';

/** A connection of the checker's own, with all rights. */
export async function withDatabase<T>(address: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 5_000, query_timeout: 60_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function forEachService<T>(read: (service: Service) => Promise<T>): Promise<Record<Service, T>> {
  const found: Partial<Record<Service, T>> = {};
  for (const service of services) found[service] = await read(service);
  return found as Record<Service, T>;
}

async function rowsOf<Row>(client: Client, sql: string): Promise<Row[]> {
  return (await client.query(sql)).rows as Row[];
}

/** Rows that wait to be said, by service. */
export function readUnsaid(client: Client): Promise<Record<Service, number>> {
  return forEachService(async (service) => {
    const sql = `SELECT count(*)::int AS count FROM ${service}.outbox WHERE said_at IS NULL`;
    return (await rowsOf<{ count: number }>(client, sql))[0]?.count ?? 0;
  });
}

export async function readTables(client: Client, journal: string): Promise<Tables> {
  return {
    owned: await rowsOf(
      client,
      'SELECT complaint_id AS "complaintId", customer_id AS customer FROM intake.owned_complaint',
    ),
    timeline: await rowsOf(
      client,
      'SELECT complaint_id AS "complaintId", event_id AS "eventId" FROM intake.timeline_entry',
    ),
    routed: await rowsOf<RoutedComplaint>(
      client,
      `SELECT complaint_id AS "complaintId", status, specialist_id AS "specialistId", assignment_id AS "assignmentId"
       FROM assigner.complaint`,
    ),
    specialists: await rowsOf<SpecialistRow>(
      client,
      'SELECT specialist_id AS "specialistId", capacity, open_count AS "openCount" FROM assigner.specialist',
    ),
    notices: await rowsOf<NoticeRow>(
      client,
      `SELECT notice_id AS "noticeId", complaint_id AS "complaintId", causation_id AS "causationId", template, state
       FROM notifier.notice WHERE channel = 'email'`,
    ),
    parked: await forEachService(async (service) => {
      const sql = `SELECT partition, record_offset AS place, reason FROM ${service}.parked WHERE topic = '${journal}'
        ORDER BY partition, record_offset`;
      const rows = await rowsOf<Omit<ParkedRecord, 'offset'> & { place: string }>(client, sql);
      return rows.map(({ place, ...row }) => ({ ...row, offset: Number(place) }));
    }),
    discarded: await forEachService(async (service) => {
      const sql = `SELECT partition, record_offset AS place FROM ${service}.parked_act
        WHERE topic = '${journal}' AND act = 'discard'`;
      const rows = await rowsOf<{ partition: number; place: string }>(client, sql);
      return rows.map(({ partition, place }) => ({ partition, offset: Number(place) }));
    }),
    unsaid: await readUnsaid(client),
  };
}
