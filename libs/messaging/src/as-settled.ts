import { createHash } from 'node:crypto';
import type { Met } from './fate.js';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';
import { complaintIdOf } from './park.js';
import { type Effect, met } from './take-chunk.js';

/** What a service knows of a place: the last that was done there with a record, or that one is still parked. */
interface Settled {
  topic: string;
  partition: number;
  offset: string;
  complaintId: string | null;
  /** Of the value that lay there; null for what was settled before hashes were kept. */
  valueHash: Buffer | null;
  act: 'mend' | 'discard' | 'parked';
  /** What it was mended to, where the record is one of the journal. */
  value: Buffer | null;
}

// Span by span, so that it is the index on places that is asked, however much was ever settled.
const settledIn = (schema: string): string => `
  SELECT read.topic, read.partition, record_offset AS "offset", complaint_id AS "complaintId", value_hash AS "valueHash",
    act, value
  FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[]) AS read (topic, partition, first, last)
  CROSS JOIN LATERAL (
    SELECT record_offset, complaint_id, value_hash, act, value, id AS nth FROM "${schema}".parked_act
    WHERE (topic, partition) = (read.topic, read.partition) AND record_offset BETWEEN first AND last
      AND act IN ('mend', 'discard')
    UNION ALL
    SELECT record_offset, complaint_id, value_hash, 'parked', NULL, 9223372036854775807 FROM "${schema}".parked
    WHERE (topic, partition) = (read.topic, read.partition) AND record_offset BETWEEN first AND last
  ) AS settled
  ORDER BY nth`;

/**
 * A topic as operators have settled it for a service: what is parked there or was discarded is passed by, what was mended
 * and released is taken as it was mended. Bound to the record, not to its place alone: places are given out again.
 */
export class AsSettled implements Effect {
  private readonly settledRecords: string;

  constructor(
    private readonly effect: Effect,
    schema: string,
  ) {
    this.settledRecords = settledIn(schema);
  }

  concerns(record: JournalRecord): boolean {
    return this.effect.concerns(record);
  }

  async apply(tx: Transaction, records: JournalRecord[]): Promise<Met[]> {
    const known = await this.known(tx, records);
    if (known.length === 0) return this.effect.apply(tx, records);
    const passedBy: Met[] = [];
    const left = records.flatMap((record) => {
      const last = known.findLast((settled) => isOf(settled, record));
      if (!last) return record;
      if (last.value) return { ...record, value: last.value };
      passedBy.push(met(record, 'skipped'));
      return [];
    });
    return left.length > 0 ? [...passedBy, ...(await this.effect.apply(tx, left))] : passedBy;
  }

  /** By the spans of places that were read: what is new to a service lies behind all that was ever settled. */
  private async known(tx: Transaction, records: JournalRecord[]): Promise<Settled[]> {
    const spans = new Map<string, { topic: string; partition: number; first: bigint; last: bigint }>();
    for (const { topic, partition, offset } of records) {
      const place = BigInt(offset);
      const span = spans.get(`${topic} ${partition}`);
      if (!span) spans.set(`${topic} ${partition}`, { topic, partition, first: place, last: place });
      else if (place < span.first) span.first = place;
      else if (place > span.last) span.last = place;
    }
    const read = [...spans.values()];
    return tx.query(this.settledRecords, [
      read.map(({ topic }) => topic),
      read.map(({ partition }) => partition),
      read.map(({ first }) => String(first)),
      read.map(({ last }) => String(last)),
    ]);
  }
}

function isOf(settled: Settled, record: JournalRecord): boolean {
  const { topic, partition, offset, complaintId, valueHash } = settled;
  if (offset !== record.offset || partition !== record.partition || topic !== record.topic) return false;
  if (complaintId !== complaintIdOf(record)) return false;
  return (
    valueHash?.equals(
      createHash('sha256')
        .update(record.value ?? '')
        .digest(),
    ) ?? true
  );
}
