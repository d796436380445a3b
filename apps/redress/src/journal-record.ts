import { referencePattern } from '@redress/contracts';
import type { KafkaMessage } from 'kafkajs';

/** A record of the journal. `event` is `null` when the record holds no JSON. */
export interface JournalRecord {
  partition: number;
  offset: number;
  headers: Record<string, string>;
  event: JournalDocument | null;
}

export interface JournalDocument {
  type: string;
  source: string;
  time: string;
  subject: string;
  data: Record<string, unknown>;
}

/** A record as bytes, made readable. */
export function readRecord(partition: number, { offset, headers, value }: KafkaMessage): JournalRecord {
  const named = Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)]);
  return { partition, offset: Number(offset), headers: Object.fromEntries(named), event: parse(value) };
}

function parse(value: Buffer | null): JournalDocument | null {
  try {
    return JSON.parse(String(value)) as JournalDocument;
  } catch {
    return null;
  }
}

/** Tells whether a record is about one complaint; a reference is learnt from the event that made it known. */
export function about(ref: string | undefined): (record: JournalRecord) => boolean {
  if (ref === undefined) return () => true;
  let subject = referencePattern.test(ref.toUpperCase()) ? undefined : ref.toLowerCase();
  return ({ event }) => {
    if (event?.data?.reference === ref.toUpperCase()) subject ??= event.subject;
    return event !== null && event.subject === subject;
  };
}
