import type { Topic } from '@redress/contracts';
import type { JournalRecord } from './gather.js';
import { handles, type Transaction } from './hears.js';
import type { Saying } from './say.js';

/** A record of a topic that is no journal, as it lies there: whoever hears it reads it. */
export type HeardRecord = Pick<JournalRecord, 'key' | 'value' | 'partition' | 'offset' | 'triedOut'>;

/**
 * A handler of records, in order per key: what it says commits with what it did. It tells by itself what it has seen
 * before. A record that is tried out, or without a usable key (which only comes when somebody releases it), is parked:
 * then it throws what is wrong with it.
 */
export type RecordsHandler = (records: HeardRecord[], tx: Transaction) => Promise<Saying[]>;

export interface RecordsExtras {
  topic: Topic;
  hasUsableKey: (key: HeardRecord['key']) => boolean;
}

/**
 * Makes a method of a controller the handler of a whole topic other than the journal: a {@link RecordsHandler}.
 * Records whose key is of no use are set aside, each alone.
 */
export function HearsRecords(topic: Exclude<Topic, 'complaints'>, hasUsableKey: RecordsExtras['hasUsableKey']) {
  return <Method extends RecordsHandler>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const extras: RecordsExtras = { topic, hasUsableKey };
    handles([`records of ${topic}`], extras)(target, key, descriptor);
  };
}
