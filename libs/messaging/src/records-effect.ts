import type { Met } from './fate.js';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';
import type { HeardRecord } from './hears-records.js';
import type { Outbox } from './outbox.js';
import { park } from './park.js';
import type { HandledTopic } from './records-handlers.js';
import { type Effect, met } from './take-chunk.js';

/** The effect of a topic that is no journal: every record with a usable key → its handler → its tables and its outbox. */
export class RecordsEffect implements Effect {
  constructor(
    private readonly outbox: Outbox,
    private readonly handled: HandledTopic,
  ) {}

  concerns(): boolean {
    return true;
  }

  async apply(tx: Transaction, records: JournalRecord[]): Promise<Met[]> {
    const { topic, hasUsableKey } = this.handled;
    const usable = records.filter(({ key }) => hasUsableKey(key));
    const fates = usable.map((record) => met(record, 'done', topic));
    for (const record of records.filter(({ key }) => !hasUsableKey(key))) {
      const isNew = await park(tx, record, 'keyless', 'without a usable key');
      if (isNew) fates.push(met(record, 'keyless', topic));
    }
    if (usable.length > 0) await this.take(tx, usable);
    return fates;
  }

  /** Takes one record that was parked. Throws when it still cannot be taken. */
  async retake(tx: Transaction, record: JournalRecord): Promise<void> {
    await this.take(tx, [record]);
  }

  private async take(tx: Transaction, records: HeardRecord[]): Promise<void> {
    await this.outbox.store(tx, await this.handled.handle(records, tx));
  }
}
