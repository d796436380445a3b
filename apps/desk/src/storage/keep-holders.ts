import type { Transaction } from '@redress/messaging';
import type { Followed } from '@redress/timeline';

const keep = `
  INSERT INTO held_complaint (complaint_id, specialist_id)
  SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS given (complaint_id, specialist_id)
  ON CONFLICT DO NOTHING`;

/** Remembers for good who was given a complaint. */
export async function keepHolders(tx: Transaction, { entries }: Pick<Followed, 'entries'>): Promise<void> {
  const given = entries.filter(({ type, effect }) => type === 'complaint-assigned' && effect === 'took');
  if (given.length === 0) return;
  const holders = given.map(({ data }) => data.specialistId);
  await tx.query(keep, [given.map(({ complaintId }) => complaintId), holders]);
}
