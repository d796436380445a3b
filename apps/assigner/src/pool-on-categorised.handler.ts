import { Controller } from '@nestjs/common';
import { ComplaintCategorised } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { lockSpecialists } from './storage/holders.js';

const lockComplaints = `
  SELECT specialist_id FROM complaint WHERE complaint_id = ANY($1::uuid[]) ORDER BY complaint_id FOR UPDATE`;

const pool = `
  UPDATE complaint
  SET category = said.category, tags = string_to_array(said.tags, ' '), complexity = said.complexity,
      pooled_by = CASE status WHEN 'received' THEN said.event_id ELSE pooled_by END,
      status = CASE status WHEN 'received' THEN 'pooled' ELSE status END
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[])
    AS said (complaint_id, category, tags, complexity, event_id)
  WHERE complaint.complaint_id = said.complaint_id`;

/** Puts a complaint into the pool as soon as its category is known. Who gets it is the dispatcher's decision. */
@Controller()
export class PoolOnCategorised {
  @Hears(ComplaintCategorised)
  async pool(fresh: Heard<ComplaintCategorised>[], tx: Transaction): Promise<Saying[]> {
    const last = [...new Map(fresh.map((event) => [event.subject, event])).values()];
    const ids = last.map((event) => event.subject);
    const known: { specialist_id: string | null }[] = await tx.query(lockComplaints, [ids]);
    await tx.query(pool, [
      ids,
      last.map(({ data }) => data.category),
      last.map(({ data }) => data.tags.join(' ')),
      last.map(({ data }) => data.complexity),
      last.map(({ id }) => id),
    ]);
    await this.showHolders(
      tx,
      known.flatMap(({ specialist_id }) => specialist_id ?? []),
    );
    return [];
  }

  /** A queue shows its complaints' categories. */
  private async showHolders(tx: Transaction, holders: string[]): Promise<void> {
    if (holders.length === 0) return;
    await lockSpecialists(tx, holders);
    await tx.query('UPDATE specialist SET queue_dirty = true WHERE specialist_id = ANY($1)', [holders]);
  }
}
