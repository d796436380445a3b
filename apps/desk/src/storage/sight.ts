import type { Principal, Role } from '@redress/bootstrap';
import type { DataSource } from 'typeorm';

/** Whoever of them asks sees every complaint. */
const seeingAll: readonly Role[] = ['senior', 'lead', 'auditor'];

/** Who asks: the first two parameters of every statement with {@link isSeen}. */
export function readerOf({ sub, roles }: Principal): [seesAll: boolean, sub: string] {
  return [roles.some((role) => seeingAll.includes(role)), sub];
}

/**
 * Whether the reader ($1, $2) may see the complaint of the row `kept` of complaint_state: specialists what they hold or
 * held, what their skills cover, and what waits for somebody of their language to say its category.
 */
export const isSeen = `(
  $1::boolean
  OR EXISTS (
    SELECT FROM held_complaint AS held WHERE held.complaint_id = kept.complaint_id AND held.specialist_id = $2
  )
  OR EXISTS (
    SELECT FROM specialist, jsonb_to_recordset(skills) AS skill (category text, language text)
    WHERE specialist_id = $2 AND skill.language = kept.state ->> 'language'
      AND (skill.category = kept.state ->> 'category' OR kept.state ->> 'status' = 'triage')
  ))`;

const named = `
  SELECT complaint_id AS id FROM complaint_state WHERE complaint_id = $1::uuid OR state ->> 'reference' = $2`;

const seen = `
  SELECT complaint_id AS id FROM complaint_state AS kept
  WHERE (complaint_id = $3::uuid OR state ->> 'reference' = $4) AND ${isSeen}`;

/** The id of the complaint with this id or reference, unless the reader may not see it. */
export async function findSeen(
  database: Pick<DataSource, 'query'>,
  reader: Principal,
  named: { id?: string; reference?: string },
): Promise<string | undefined> {
  const rows: { id: string }[] = await database.query(seen, [...readerOf(reader), named.id, named.reference]);
  return rows[0]?.id;
}

/** The id of the complaint with this id or reference, whoever asks. */
export async function findNamed(
  database: Pick<DataSource, 'query'>,
  { id, reference }: { id?: string; reference?: string },
): Promise<string | undefined> {
  const rows: { id: string }[] = await database.query(named, [id, reference]);
  return rows[0]?.id;
}
