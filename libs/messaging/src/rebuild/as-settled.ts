import type { Met } from '../fate.js';
import type { JournalRecord } from '../gather.js';
import type { Transaction } from '../hears.js';
import type { Effect } from '../take-chunk.js';

const settlementsOf = (live: string): string => `
  SELECT asked.nth::int - 1 AS nth,
    EXISTS (
      SELECT FROM "${live}".parked
      WHERE (parked.topic, parked.partition, parked.record_offset) = (asked.topic, asked.partition, asked.place)
    ) AS parked,
    last.act, last.value
  FROM unnest($1::text[], $2::int[], $3::bigint[]) WITH ORDINALITY AS asked (topic, partition, place, nth)
  LEFT JOIN LATERAL (
    SELECT act, value FROM "${live}".parked_act AS done
    WHERE (done.topic, done.partition, done.record_offset) = (asked.topic, asked.partition, asked.place)
      AND act IN ('mend', 'discard')
    ORDER BY id DESC LIMIT 1
  ) AS last ON true`;

/**
 * The journal as operators have settled it for the live service: what is parked there or was discarded is passed by,
 * what was mended and released is taken as it was mended.
 */
export class AsSettled implements Effect {
  private readonly settlements: string;

  constructor(
    private readonly effect: Effect,
    live: string,
  ) {
    this.settlements = settlementsOf(live);
  }

  concerns(record: JournalRecord): boolean {
    return this.effect.concerns(record);
  }

  async apply(tx: Transaction, records: JournalRecord[]): Promise<Met[]> {
    const settled = await this.settled(tx, records);
    return settled.length > 0 ? this.effect.apply(tx, settled) : [];
  }

  private async settled(tx: Transaction, records: JournalRecord[]): Promise<JournalRecord[]> {
    const rows: { nth: number; parked: boolean; act: string | null; value: Buffer | null }[] = await tx.query(
      this.settlements,
      [
        records.map(({ topic }) => topic),
        records.map(({ partition }) => partition),
        records.map(({ offset }) => offset),
      ],
    );
    const known = new Map(rows.map((row) => [row.nth, row]));
    return records.flatMap((record, nth) => {
      const { parked, act, value } = known.get(nth) ?? {};
      if (parked || act === 'discard') return [];
      return value ? { ...record, value } : record;
    });
  }
}
