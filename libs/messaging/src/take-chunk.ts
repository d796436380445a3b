import { eventOfType, UnreadableEvent } from '@redress/contracts';
import type { DataSource } from 'typeorm';
import { type Brake, BrakeEngaged } from './brake.js';
import type { Fate, Met } from './fate.js';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';
import { alreadyParked, park } from './park.js';
import { isTransient } from './retry.js';

/** What is heard again or waits behind a parked record says nothing of the service; so many of them are looked past at once. */
const probedPerPartition = 40;

/** What records of one topic do to this service. */
export interface Effect {
  /** Whether the record can matter here; what cannot is passed by, unread. */
  concerns(record: JournalRecord): boolean;
  /** Gives the records their effect within the transaction. Throws what is wrong with them, or with the database. */
  apply(tx: Transaction, records: JournalRecord[]): Promise<Met[]>;
}

/** One chunk, one transaction; what cannot be taken is found by halving, and set aside. */
export class TakeChunk {
  constructor(
    private readonly effect: Effect,
    private readonly dataSource: DataSource,
    private readonly brake: Brake,
    private readonly tell: (met: Met[]) => void,
  ) {}

  /**
   * Resolves when every record has met its fate. A transient failure rejects: nothing took effect, and the same chunk
   * can be taken again. A permanent one halves the chunk until the culprit stands alone, and parks it.
   * Rejects with {@link BrakeEngaged} when too much is being parked.
   */
  async take(records: JournalRecord[]): Promise<void> {
    const concerning = new Set(records.filter((record) => this.effect.concerns(record)));
    this.met(records.filter((record) => !concerning.has(record)).map(passedBy));
    if (concerning.size > 0) await this.takeOrHalve([...concerning]);
  }

  /**
   * Tries what is waiting, partition by partition, until a record says something of this service. True when one took effect,
   * or none failed. Else the first that failed is parked: records that are bad themselves end one by one, and a service that
   * is broken parks no more than one at a time.
   */
  async probe(waiting: JournalRecord[]): Promise<boolean> {
    const concerning = waiting.filter((record) => this.effect.concerns(record));
    const parked = await alreadyParked(this.dataSource.manager, concerning);
    const untried = concerning.filter((record) => !parked.has(record));
    let failed: { record: JournalRecord; error: unknown } | undefined;
    for (const partition of new Set(untried.map((record) => record.partition))) {
      const here = untried.filter((record) => record.partition === partition);
      const outcome = await this.tryInOrder(here.slice(0, probedPerPartition));
      if (outcome === 'taken') return true;
      failed ??= outcome;
    }
    if (failed) await this.setAside(failed.record, failed.error);
    return !failed;
  }

  /** Takes records one by one as far as the first that takes effect or fails. */
  private async tryInOrder(
    records: JournalRecord[],
  ): Promise<'taken' | { record: JournalRecord; error: unknown } | undefined> {
    for (const record of records) {
      try {
        const fates = await this.dataSource.transaction((tx) => this.effect.apply(tx, [record]));
        if (fates.some(({ fate }) => fate === 'done')) return 'taken';
      } catch (error) {
        if (isTransient(error)) throw error;
        return { record, error };
      }
    }
    return undefined;
  }

  private async takeOrHalve(records: JournalRecord[]): Promise<void> {
    if (this.brake.engaged) throw new BrakeEngaged();
    try {
      this.met(await this.dataSource.transaction((tx) => this.effect.apply(tx, records)));
    } catch (error) {
      if (isTransient(error)) throw error;
      const [record] = records;
      if (record && records.length === 1) return this.setAside(record, error);
      const half = Math.ceil(records.length / 2);
      await this.takeOrHalve(records.slice(0, half));
      await this.takeOrHalve(records.slice(half));
    }
  }

  private async setAside(record: JournalRecord, error: unknown): Promise<void> {
    const { reason, detail } = whyParked(error);
    const isNew = await this.dataSource.transaction((tx) => park(tx, record, reason, detail));
    if (isNew) this.met([met(record, 'parked')]);
  }

  private met(fates: Met[]): void {
    for (const one of fates) this.brake.saw(one);
    this.tell(fates);
  }
}

/** Why, without any of the record's words: a code, and what of ours failed. */
export function whyParked(error: unknown): { reason: string; detail: string } {
  if (error instanceof UnreadableEvent) return { reason: error.code, detail: error.message };
  const { name, code } = error as Error & { code?: unknown };
  return { reason: 'failed', detail: typeof code === 'string' ? `${name} ${code}` : name };
}

/** Under the type its header names, when that is one of ours: anything may stand there, and each would be a series of its own. */
export function met(record: JournalRecord, fate: Fate, type = typeOfOurs(record) ?? 'unknown'): Met {
  return { fate, type, partition: record.partition };
}

const passedBy = (record: JournalRecord): Met => met(record, typeOfOurs(record) ? 'skipped' : 'unknown');

const typeOfOurs = (record: JournalRecord): string | undefined => eventOfType(headerType(record) ?? '')?.type;

export function headerType(record: JournalRecord): string | undefined {
  const header = record.headers?.ce_type;
  return header === undefined ? undefined : String(header);
}
