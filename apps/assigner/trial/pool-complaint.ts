import { randomBytes, randomUUIDv7 } from 'node:crypto';

interface Database {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

export interface PooledComplaint {
  id: string;
  reference: string;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const letters = (): string => [...randomBytes(4)].map((byte) => alphabet[byte % alphabet.length]).join('');

/** A complaint in the pool, as if the journal had brought it there; `due` in hours from now. */
export async function poolComplaint(
  database: Database,
  { category = 'withdrawals', language = 'ru', due = 48, receivedAt = new Date() } = {},
): Promise<PooledComplaint> {
  const complaint = { id: randomUUIDv7(), reference: `R-${letters()}-${letters()}` };
  await database.query(
    `INSERT INTO assigner.complaint (complaint_id, reference, correlation_id, language, received_at, due,
                                     category, complexity, status)
     VALUES ($1::uuid, $2, $1::text, $3, $4, now() + $5 * interval '1 hour', $6, 'simple', 'pooled')`,
    [complaint.id, complaint.reference, language, receivedAt, due, category],
  );
  return complaint;
}

/** Several of them, one received after the other. */
export async function poolComplaints(database: Database, count: number): Promise<PooledComplaint[]> {
  const complaints: PooledComplaint[] = [];
  while (complaints.length < count) complaints.push(await poolComplaint(database));
  return complaints;
}
