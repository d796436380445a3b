import type { ComplaintSubmitted } from '@redress/contracts';
import { type ComplaintState, type Fold, fold } from '@redress/lifecycle';
import type { Heard, Transaction } from '@redress/messaging';

/** An event and what it did to its complaint. */
export interface Followed<Data extends object> extends Fold {
  event: Heard<Data>;
}

/** In key order, so that writers of the same complaints take turns instead of blocking each other. */
const statesOf = `
  SELECT complaint_id, state FROM told_complaint WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id FOR UPDATE`;

const keepNew = `
  INSERT INTO told_complaint (complaint_id, submission_id, sealed, state)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[]) AS new (complaint_id, submission_id, sealed, state)
  ORDER BY complaint_id`;

const keepStates = `
  UPDATE told_complaint SET state = later.state
  FROM unnest($1::uuid[], $2::jsonb[]) AS later (complaint_id, state)
  WHERE told_complaint.complaint_id = later.complaint_id`;

/** Folds what is new into the complaints it belongs to and keeps their states. Answers in the order given. */
export async function followComplaints<Data extends object>(
  tx: Transaction,
  fresh: Heard<Data>[],
): Promise<Followed<Data>[]> {
  const ids = [...new Set(fresh.map((event) => event.subject))];
  const rows: { complaint_id: string; state: ComplaintState }[] = await tx.query(statesOf, [ids]);
  const states = new Map<string, ComplaintState | undefined>(rows.map((row) => [row.complaint_id, row.state]));
  const followed = fresh.map((event) => {
    const folded = fold(states.get(event.subject), event);
    states.set(event.subject, folded.state);
    return { event, ...folded };
  });
  const known = new Set(rows.map((row) => row.complaint_id));
  await begin(
    tx,
    followed.filter(({ event, effect }) => effect.effect === 'took' && !known.has(event.subject)),
    states,
  );
  const changed = ids.filter((id) => known.has(id));
  if (changed.length > 0) {
    await tx.query(keepStates, [changed, changed.map((id) => JSON.stringify(states.get(id)))]);
  }
  return followed;
}

/** The first event that takes is the submission: nothing else does before it. */
async function begin(
  tx: Transaction,
  followed: Followed<object>[],
  states: Map<string, ComplaintState | undefined>,
): Promise<void> {
  const first = new Map<string, Heard<object>>();
  for (const { event } of followed) if (!first.has(event.subject)) first.set(event.subject, event);
  if (first.size === 0) return;
  const submissions = [...first.values()] as Heard<ComplaintSubmitted>[];
  await tx.query(keepNew, [
    submissions.map((event) => event.subject),
    submissions.map((event) => event.id),
    submissions.map((event) => event.data.sealed),
    submissions.map((event) => JSON.stringify(states.get(event.subject))),
  ]);
}
