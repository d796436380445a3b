import { CloudEvent, Kafka as CloudEventsOnKafka, type KafkaMessage } from 'cloudevents';
import type { ForeignRecord } from './foreign-client.js';

/** What an outsider reads of an event. */
export interface ReadEvent {
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  causationid?: string;
  sourceseq: number;
  data: Record<string, unknown>;
}

export const eventOf = ({ value }: ForeignRecord): ReadEvent => JSON.parse(value) as ReadEvent;

/** The records without repeats; a repeat must have the bytes of the first. */
export function firstOnes(records: ForeignRecord[]): ForeignRecord[] {
  const first = new Map<string, ForeignRecord>();
  for (const record of records) {
    const { id } = eventOf(record);
    const before = first.get(id);
    if (before && before.value !== record.value) throw new Error(`event ${id} was said twice, in other words`);
    if (!before) first.set(id, record);
  }
  return [...first.values()];
}

export const nameOf = ({ type }: Pick<ReadEvent, 'type'>): string => type.replace(/^redress\.|\.v1$/g, '');

/** How often each thing but waiting in the pool was said, by complaint. */
export function countsOf(events: ReadEvent[]): Map<string, Record<string, number>> {
  const counts = new Map<string, Record<string, number>>();
  for (const event of events) {
    const name = nameOf(event);
    const of = counts.get(event.subject) ?? {};
    if (name !== 'complaint-pooled') of[name] = (of[name] ?? 0) + 1;
    counts.set(event.subject, of);
  }
  return counts;
}

/** What is wrong with the journal for a reader who knows CloudEvents and the published rules, a line each. */
export function faultsOf(records: ForeignRecord[]): string[] {
  const first = firstOnes(records);
  const places = new Map(first.map((record) => [eventOf(record).id, record]));
  const lastSeq = new Map<string, number>();
  return first.flatMap((record) => {
    const { id, source, subject, type, causationid, sourceseq } = eventOf(record);
    const faults: string[] = [];
    if (!isCloudEvent(record)) faults.push('is no CloudEvent');
    if (record.key !== subject) faults.push('lies under the key of another complaint');
    if (record.headers.ce_type !== type) faults.push('is named otherwise in its headers');
    const cause = causationid === undefined ? undefined : places.get(causationid);
    if (causationid === undefined && !type.includes('complaint-submitted')) faults.push('names no cause');
    if (causationid !== undefined && !isBefore(cause, record)) faults.push('lies before its cause');
    const speaker = `${subject} ${source}`;
    if (sourceseq !== (lastSeq.get(speaker) ?? 0) + 1) faults.push(`has the number ${sourceseq} out of turn`);
    lastSeq.set(speaker, sourceseq);
    return faults.map((fault) => `${type} ${id} ${fault}`);
  });
}

function isCloudEvent({ key, headers, value }: ForeignRecord): boolean {
  try {
    const read = CloudEventsOnKafka.toEvent({
      key,
      headers,
      value,
      body: value,
      timestamp: '',
    } as KafkaMessage<string>);
    return read instanceof CloudEvent && read.validate();
  } catch {
    return false;
  }
}

function isBefore(cause: ForeignRecord | undefined, effect: ForeignRecord): boolean {
  return cause !== undefined && cause.partition === effect.partition && cause.offset < effect.offset;
}
