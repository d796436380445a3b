import type { EntityManager } from 'typeorm';
import { Specialist } from './specialist.entity.js';

/** Locks specialists, in key order, and reads them: whatever changes what they hold waits for the transaction. */
export async function lockSpecialists(tx: EntityManager, ids: string[]): Promise<Specialist[]> {
  return await tx
    .createQueryBuilder(Specialist, 'specialist')
    .where('specialist.id = ANY(:ids)', { ids })
    .orderBy('specialist.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** What waits for the customer is held, but is no load. */
const recount = `
  UPDATE specialist
  SET queue_dirty = true,
      open_count = (
        SELECT count(*) FROM complaint
        WHERE complaint.specialist_id = specialist.specialist_id AND status <> 'waiting-for-customer'
      )
  WHERE specialist_id = ANY($1)`;

/** Counts anew what specialists hold, under their locks, and has their queues posted. */
export async function recountHeld(tx: EntityManager, ids: string[]): Promise<void> {
  await tx.query('SELECT FROM specialist WHERE specialist_id = ANY($1) ORDER BY specialist_id FOR UPDATE', [ids]);
  await tx.query(recount, [ids]);
}

const number = `
  UPDATE specialist SET last_assigned = turn.number
  FROM (
    SELECT id, nextval('assignment_number') AS number
    FROM (SELECT id, max(place) AS last FROM unnest($1::text[]) WITH ORDINALITY AS given (id, place) GROUP BY id ORDER BY last) AS turns
  ) AS turn
  WHERE specialist_id = turn.id`;

/** Remembers in which turn locked specialists were given something. */
export async function noteTurns(tx: EntityManager, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.query(number, [ids]);
}

const remember = `
  INSERT INTO former_holder (complaint_id, specialist_id)
  SELECT * FROM unnest($1::uuid[], $2::text[]) AS held (complaint_id, specialist_id) ORDER BY 1, 2
  ON CONFLICT DO NOTHING`;

/** Remembers who held complaints that they hold no longer. */
export async function rememberHolders(tx: EntityManager, held: { id: string; holder: string }[]): Promise<void> {
  if (held.length > 0) await tx.query(remember, [held.map(({ id }) => id), held.map(({ holder }) => holder)]);
}
