import { eventOfType, readEvent, type Service, UnreadableEvent } from '@redress/contracts';
import type { DataSource } from 'typeorm';
import type { JournalRecord } from './gather.js';
import type { Handlers } from './handlers.js';
import { hear } from './heard.js';
import type { Heard, Transaction } from './hears.js';
import { Outbox } from './outbox.js';
import { park, parkedComplaints } from './park.js';
import { isTransient } from './retry.js';

/** What became of a record. */
export type Fate = 'done' | 'duplicate' | 'contradicted' | 'skipped' | 'unknown' | 'wrong-source' | 'parked';

/** Counts fates by event type (`unknown` when it has none of ours). */
export type CountFate = (type: string, fate: Fate, count: number) => void;

interface Unreadable {
  record: JournalRecord;
  error: UnreadableEvent;
}

interface Sorted {
  heard: { record: JournalRecord; event: Heard }[];
  unreadable: Unreadable[];
  fates: { type: string; fate: Fate }[];
}

/** One chunk, one transaction: what is new to the service → its handlers → its tables and its outbox → COMMIT. */
export class TakeChunk {
  private readonly outbox: Outbox;

  constructor(
    private readonly service: Service,
    private readonly handlers: Handlers,
    private readonly dataSource: DataSource,
    private readonly count: CountFate,
  ) {
    this.outbox = new Outbox(service);
  }

  /**
   * Resolves when every record has met its fate. A transient failure rejects: nothing took effect, and the same chunk
   * can be taken again. A permanent one halves the chunk until the culprit stands alone, and parks it.
   */
  async take(records: JournalRecord[]): Promise<void> {
    const sorted = this.sort(records);
    if (sorted.heard.length === 0 && sorted.unreadable.length === 0) return this.tally(sorted.fates);
    try {
      const fates = await this.dataSource.transaction((tx) => this.within(tx, sorted));
      this.tally([...sorted.fates, ...fates]);
    } catch (error) {
      if (isTransient(error)) throw error;
      await this.takeHalves(records, error);
    }
  }

  private async takeHalves(records: JournalRecord[], error: unknown): Promise<void> {
    const [record] = records;
    if (record && records.length === 1) {
      await this.dataSource.transaction((tx) => park(tx, record, 'failed', (error as Error).name));
      return this.tally([{ type: headerType(record) ?? 'unknown', fate: 'parked' }]);
    }
    const half = Math.ceil(records.length / 2);
    await this.take(records.slice(0, half));
    await this.take(records.slice(half));
  }

  /** Reads what this service hears or has said itself; everything else is skipped by its header, unparsed. */
  private sort(records: JournalRecord[]): Sorted {
    const sorted: Sorted = { heard: [], unreadable: [], fates: [] };
    for (const record of records) {
      const type = headerType(record);
      if (type !== undefined && !this.concerns(type)) {
        sorted.fates.push({
          type: eventOfType(type) ? type : 'unknown',
          fate: eventOfType(type) ? 'skipped' : 'unknown',
        });
        continue;
      }
      this.read(record, sorted);
    }
    return sorted;
  }

  private read(record: JournalRecord, sorted: Sorted): void {
    try {
      const event = readEvent(record.value ?? '');
      if (!this.concerns(event.type)) {
        sorted.fates.push({ type: event.type, fate: 'skipped' });
      } else if (record.key?.toString() !== event.subject) {
        sorted.unreadable.push({ record, error: new UnreadableEvent('invalid', 'key and subject differ') });
      } else {
        sorted.heard.push({ record, event: { ...event, partition: record.partition, offset: record.offset } });
      }
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      const type = headerType(record) ?? 'unknown';
      if (error.code === 'unknown-type') sorted.fates.push({ type: 'unknown', fate: 'unknown' });
      else if (error.code === 'wrong-source') sorted.fates.push({ type, fate: 'wrong-source' });
      else sorted.unreadable.push({ record, error });
    }
  }

  private async within(tx: Transaction, { heard, unreadable }: Sorted): Promise<Sorted['fates']> {
    const fates: Sorted['fates'] = [];
    for (const { record, error } of unreadable) {
      await park(tx, record, error.code, error.message);
      fates.push({ type: headerType(record) ?? 'unknown', fate: 'parked' });
    }
    const parked = await parkedComplaints(
      tx,
      heard.map(({ event }) => event.subject),
    );
    for (const { record, event } of heard.filter((one) => parked.has(one.event.subject))) {
      await park(tx, record, 'behind', 'an earlier event of this complaint is parked');
      fates.push({ type: event.type, fate: 'parked' });
    }
    const open = heard.filter(({ event }) => !parked.has(event.subject)).map(({ event }) => event);
    return open.length === 0 ? fates : [...fates, ...(await this.effect(tx, open))];
  }

  private async effect(tx: Transaction, events: Heard[]): Promise<Sorted['fates']> {
    const { fresh, duplicates, contradictions } = await hear(tx, events);
    await this.outbox.catchUp(
      tx,
      fresh.filter((event) => event.source === this.service),
    );
    const said = fresh.length > 0 ? await this.handlers.handle(fresh, tx) : [];
    await this.outbox.store(tx, said);
    return [
      ...fresh.map(({ type }) => ({ type, fate: 'done' as const })),
      ...duplicates.map(({ type }) => ({ type, fate: 'duplicate' as const })),
      ...contradictions.map(({ type }) => ({ type, fate: 'contradicted' as const })),
    ];
  }

  private concerns(type: string): boolean {
    return this.handlers.hears(type) || eventOfType(type)?.saidBy === this.service;
  }

  private tally(fates: Sorted['fates']): void {
    for (const { type, fate } of fates) this.count(type, fate, 1);
  }
}

function headerType(record: JournalRecord): string | undefined {
  const header = record.headers?.ce_type;
  return header === undefined ? undefined : String(header);
}
