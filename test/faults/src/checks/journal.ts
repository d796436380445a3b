import { poisonKinds } from '../faults/poison-kinds.js';
import type { TopicRecord } from '../history/read-topics.js';
import { nameOfType, poisonHeader, type Service, spoken } from '../map.js';
import { groupBy } from './group-by.js';

/** A genuine event, where it lies first. */
export interface Said {
  id: string;
  source: string;
  /** Kebab name. */
  name: string;
  subject: string;
  sourceseq: number;
  causationid?: string;
  data: Record<string, unknown>;
  record: TopicRecord;
}

/** The journal as a reader without the project's code understands it. */
export interface Journal {
  /** First occurrences by complaint, in offset order. */
  byComplaint: Map<string, Said[]>;
  /** All genuine records that can be read at all, repeats too, in offset order. */
  all: Said[];
  /** Genuine records that cannot be read. */
  unreadable: TopicRecord[];
  poison: { kind: string; record: TopicRecord }[];
  /**
   * From which offset on a service sets a complaint's events aside: that of the first poison under its key that the
   * service parks. Infinity when there is none.
   */
  blockedFrom(service: Service, complaintId: string): number;
}

export function readJournal(records: TopicRecord[]): Journal {
  const journal = { all: [] as Said[], unreadable: [] as TopicRecord[], poison: [] as Journal['poison'] };
  const blocks = new Map<string, number>();
  for (const record of records) {
    const kind = record.headers[poisonHeader];
    if (kind !== undefined) {
      journal.poison.push({ kind, record });
      for (const service of poisonKinds[kind]?.parkedBy ?? []) noteBlock(blocks, service, record);
      continue;
    }
    const said = readEvent(record);
    if (said) journal.all.push(said);
    else journal.unreadable.push(record);
  }
  const blockedFrom = (service: Service, complaintId: string) =>
    blocks.get(`${service} ${complaintId}`) ?? Number.POSITIVE_INFINITY;
  return { ...journal, byComplaint: firstByComplaint(journal.all), blockedFrom };
}

function noteBlock(blocks: Map<string, number>, service: Service, { key, offset }: TopicRecord): void {
  if (!key) return;
  const place = `${service} ${key}`;
  blocks.set(place, Math.min(blocks.get(place) ?? Number.POSITIVE_INFINITY, offset));
}

function readEvent(record: TopicRecord): Said | undefined {
  try {
    const event = JSON.parse(record.value ?? '') as Omit<Said, 'name' | 'record'> & { type: string };
    const name = nameOfType(event.type);
    if (name === undefined || typeof event.id !== 'string' || typeof event.subject !== 'string') return undefined;
    return { ...event, name, record };
  } catch {
    return undefined;
  }
}

function firstByComplaint(all: Said[]): Map<string, Said[]> {
  const ids = new Set<string>();
  const byComplaint = new Map<string, Said[]>();
  for (const said of all) {
    if (ids.has(said.id)) continue;
    ids.add(said.id);
    const before = byComplaint.get(said.subject);
    if (before) before.push(said);
    else byComplaint.set(said.subject, [said]);
  }
  return byComplaint;
}

/** The first occurrences that a service takes: those it reads that no poison lies in front of. */
export function takenBy(journal: Journal, service: Service, complaintId: string): Said[] {
  const until = journal.blockedFrom(service, complaintId);
  return (journal.byComplaint.get(complaintId) ?? []).filter(
    ({ name, record }) => spoken[name]?.readBy.includes(service) && record.offset < until,
  );
}

/** What a service shows: what it took and, pending on top, what it said itself before the poison reached it. */
export function knownTo(journal: Journal, service: Service, complaintId: string): Said[] {
  const until = journal.blockedFrom(service, complaintId);
  return (journal.byComplaint.get(complaintId) ?? []).filter(
    ({ name, source, record }) =>
      source === service || (spoken[name]?.readBy.includes(service) && record.offset < until),
  );
}

/** Where a service's parked records must lie: `partition offset`. */
export function parkedPlaces(journal: Journal, service: Service): Set<string> {
  const places = new Set<string>();
  for (const { kind, record } of journal.poison) {
    if (poisonKinds[kind]?.parkedBy.includes(service)) places.add(placeOf(record));
  }
  for (const [subject, said] of groupBy(journal.all, (one) => one.subject)) {
    const until = journal.blockedFrom(service, subject);
    if (until === Number.POSITIVE_INFINITY) continue;
    // What took effect before the poison came is a duplicate wherever it is repeated.
    const taken = new Set(takenBy(journal, service, subject).map(({ id }) => id));
    for (const { name, id, record } of said) {
      const isNew = spoken[name]?.readBy.includes(service) && !taken.has(id);
      if (isNew && record.offset > until) places.add(placeOf(record));
    }
  }
  return places;
}

export const placeOf = ({ partition, offset }: { partition: number; offset: number }): string =>
  `${partition} ${offset}`;
