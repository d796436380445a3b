import { eventOfClass, type JournalEvent, limits, type Service, type Topic, topics } from '@redress/contracts';
import type { Transaction } from './hears.js';
import type { DocumentSaying, EventSaying, Saying } from './say.js';

const takeNumbers = `
  INSERT INTO spoken (complaint_id, seq)
  SELECT * FROM unnest($1::uuid[], $2::int[]) AS more (complaint_id, seq) ORDER BY complaint_id
  ON CONFLICT (complaint_id) DO UPDATE SET seq = spoken.seq + excluded.seq
  RETURNING complaint_id, seq`;

const storeRows = `
  INSERT INTO outbox (topic, key, type, value, complaint_id, seq, archived)
  SELECT topic, key, type, value, complaint_id, seq, archived
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::int[], $7::boolean[])
    WITH ORDINALITY AS said (topic, key, type, value, complaint_id, seq, archived, nth)
  ORDER BY nth`;

// Without a lock on what does not lag: whoever decides holds the complaint first, and this row then.
const catchUpNumbers = `
  INSERT INTO spoken (complaint_id, seq)
  SELECT * FROM unnest($1::uuid[], $2::int[]) AS own (complaint_id, seq)
  WHERE NOT EXISTS (SELECT FROM spoken WHERE spoken.complaint_id = own.complaint_id AND spoken.seq >= own.seq)
  ORDER BY complaint_id
  ON CONFLICT (complaint_id) DO UPDATE SET seq = excluded.seq WHERE spoken.seq < excluded.seq`;

interface Row {
  topic: string;
  key: string;
  type: string | null;
  value: string;
  complaintId: string | null;
  seq: number | null;
  archived: boolean;
}

/** What a service says lies here, in the transaction of its cause, until the relay has said it. */
export class Outbox {
  constructor(private readonly service: Service) {}

  /** Numbers and stores what is said, in order. Throws when the map gives an event to another speaker, or a body is too large. */
  async store(tx: Transaction, sayings: Saying[]): Promise<void> {
    if (sayings.length === 0) return;
    const numbers = await this.numbersFor(tx, sayings);
    const rows = sayings.map((saying) =>
      saying.kind === 'event' ? this.eventRow(saying, numbers) : documentRow(saying),
    );
    for (const row of rows) {
      if (Buffer.byteLength(row.value) > limits.body)
        throw new Error(`${row.type ?? row.topic}: body over ${limits.body} bytes`);
    }
    await tx.query(storeRows, [
      rows.map((row) => row.topic),
      rows.map((row) => row.key),
      rows.map((row) => row.type),
      rows.map((row) => row.value),
      rows.map((row) => row.complaintId),
      rows.map((row) => row.seq),
      rows.map((row) => row.archived),
    ]);
  }

  /** Hearing itself sets the number it speaks next: a service restored to its past goes on where the journal ends. */
  async catchUp(tx: Transaction, own: JournalEvent[]): Promise<void> {
    if (own.length === 0) return;
    const last = new Map<string, number>();
    for (const event of own) last.set(event.subject, Math.max(last.get(event.subject) ?? 0, event.sourceseq));
    await tx.query(catchUpNumbers, [[...last.keys()], [...last.values()]]);
  }

  /** The next number per complaint; its row stays locked until the transaction ends, before any outbox row takes an id. */
  private async numbersFor(tx: Transaction, sayings: Saying[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const saying of sayings) {
      if (saying.kind === 'event') counts.set(saying.complaintId, (counts.get(saying.complaintId) ?? 0) + 1);
    }
    if (counts.size === 0) return counts;
    const taken: { complaint_id: string; seq: number }[] = await tx.query(takeNumbers, [
      [...counts.keys()],
      [...counts.values()],
    ]);
    return new Map(taken.map((row) => [row.complaint_id, row.seq - (counts.get(row.complaint_id) ?? 0) + 1]));
  }

  private eventRow(saying: EventSaying, numbers: Map<string, number>): Row {
    const entry = eventOfClass(saying.event);
    if (entry.saidBy !== this.service) throw new Error(`${entry.name} may only be said by ${entry.saidBy}`);
    const seq = numbers.get(saying.complaintId);
    if (seq === undefined) throw new Error(`${entry.name}: no number taken`);
    numbers.set(saying.complaintId, seq + 1);
    const event: JournalEvent = {
      specversion: '1.0',
      id: saying.id,
      source: this.service,
      type: entry.type,
      time: (saying.at ?? new Date()).toISOString(),
      subject: saying.complaintId,
      datacontenttype: 'application/json',
      correlationid: saying.correlationId,
      ...(saying.causationId && { causationid: saying.causationId }),
      sourceseq: seq,
      data: saying.data,
    };
    return {
      topic: topics.complaints.name,
      key: saying.complaintId,
      type: entry.type,
      value: JSON.stringify(event),
      complaintId: saying.complaintId,
      seq,
      archived: true,
    };
  }
}

function documentRow(saying: DocumentSaying): Row {
  return {
    topic: saying.topic,
    key: saying.key,
    type: null,
    value: JSON.stringify(saying.document),
    complaintId: null,
    seq: null,
    // A compacted topic holds whole states, which their owner can post anew at any time.
    archived: topics[saying.topic as Topic].kept !== 'compacted',
  };
}
