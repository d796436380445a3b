import type { Transaction } from './hears.js';

/** What of an event tells whether it was heard before. */
export interface Numbered {
  id: string;
  subject: string;
  source: string;
  sourceseq: number;
}

export interface HeardBefore<E> {
  /** New to this service, in the order given. */
  fresh: E[];
  /** Heard before under the same number and, as far as can be told, the same id. */
  duplicates: E[];
  /** The number was heard before under another id: the speaker was restored to its past. An alarm, never a duplicate. */
  contradictions: E[];
}

const markHeard = `
  INSERT INTO heard (complaint_id, source, seq, event_id)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[]) AS last (complaint_id, source, seq, event_id)
  ORDER BY complaint_id, source
  ON CONFLICT (complaint_id, source) DO UPDATE SET seq = excluded.seq, event_id = excluded.event_id
    WHERE heard.seq < excluded.seq
  RETURNING complaint_id, source, old.seq, old.event_id`;

const lastHeard = `
  SELECT complaint_id, source, seq, event_id FROM heard
  WHERE (complaint_id, source) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`;

const speakerOf = (event: { subject: string; source: string }): string => `${event.subject} ${event.source}`;
const numberOf = (event: Numbered): string => `${speakerOf(event)} ${event.sourceseq}`;

function lastBySpeaker<E extends Numbered>(events: E[]): E[] {
  const last = new Map<string, E>();
  for (const event of events) {
    const known = last.get(speakerOf(event));
    if (!known || known.sourceseq < event.sourceseq) last.set(speakerOf(event), event);
  }
  return [...last.values()];
}

/** Keeps what lies above the last number, each number once. */
function aboveLast<E extends Numbered>(events: E[], before: Map<string, number>): { fresh: E[]; old: E[] } {
  const last = new Map(before);
  const fresh: E[] = [];
  const old: E[] = [];
  for (const event of events) {
    const known = last.get(speakerOf(event));
    if (known !== undefined && event.sourceseq <= known) {
      old.push(event);
    } else {
      last.set(speakerOf(event), event.sourceseq);
      fresh.push(event);
    }
  }
  return { fresh, old };
}

/**
 * Remembers these events as heard and tells which of them are new: per complaint and speaker, those above the last
 * number heard. Two members that work on the same events at once take turns on the row locks, taken in key order.
 */
export async function hear<E extends Numbered>(tx: Transaction, events: E[]): Promise<HeardBefore<E>> {
  const last = lastBySpeaker(events);
  const moved: LastHeard[] = await tx.query(markHeard, [
    last.map((event) => event.subject),
    last.map((event) => event.source),
    last.map((event) => event.sourceseq),
    last.map((event) => event.id),
  ]);
  const before = new Map(moved.map((row) => [`${row.complaint_id} ${row.source}`, row.seq ?? 0]));
  const unmoved = last.filter((event) => !before.has(speakerOf(event)));
  for (const event of unmoved) before.set(speakerOf(event), Number.POSITIVE_INFINITY);

  const { fresh, old } = aboveLast(events, before);
  const known = new Map(fresh.map((event) => [numberOf(event), event.id]));
  for (const row of [...moved, ...(await lastOf(tx, unmoved)).values()]) {
    known.set(`${row.complaint_id} ${row.source} ${row.seq}`, row.event_id);
  }
  const isOther = (event: E) => (known.get(numberOf(event)) ?? event.id) !== event.id;
  return { fresh, duplicates: old.filter((event) => !isOther(event)), contradictions: old.filter(isOther) };
}

/** Which of these events were heard before; nothing is remembered of the others. */
export async function heardBefore<E extends Numbered>(tx: Transaction, events: E[]): Promise<Set<E>> {
  const known = await lastOf(tx, events);
  return new Set(events.filter((event) => event.sourceseq <= (known.get(speakerOf(event))?.seq ?? 0)));
}

interface LastHeard {
  complaint_id: string;
  source: string;
  seq: number;
  event_id: string;
}

async function lastOf<E extends Numbered>(tx: Transaction, events: E[]): Promise<Map<string, LastHeard>> {
  if (events.length === 0) return new Map();
  const rows: LastHeard[] = await tx.query(lastHeard, [
    events.map((event) => event.subject),
    events.map((event) => event.source),
  ]);
  return new Map(rows.map((row) => [`${row.complaint_id} ${row.source}`, row]));
}
