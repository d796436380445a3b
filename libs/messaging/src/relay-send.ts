import { journalContentType } from '@redress/contracts';
import type { Message, TopicMessages } from 'kafkajs';
import { type MessagingSettings, prefixed } from './settings.js';

/** An outbox row that waits to be said. `type` is null for a document. */
export interface UnsaidRow {
  id: string;
  topic: string;
  key: string;
  type: string | null;
  value: string;
}

/** Kept under the broker's usual limit of 1 MiB for what one partition takes at once. */
const bytesAtOnce = 768 * 1024;

/** The longest head of the rows that fits into one send; at least one row. */
export function withinOneSend(rows: UnsaidRow[]): UnsaidRow[] {
  let bytes = 0;
  const tooMany = rows.findIndex((row, index) => {
    bytes += Buffer.byteLength(row.value);
    return index > 0 && bytes > bytesAtOnce;
  });
  return tooMany === -1 ? rows : rows.slice(0, tooMany);
}

/** Groups rows by topic, in order; the partition follows from the key alone, so that a repeat lands where the first did. */
export function toTopicMessages(rows: UnsaidRow[], settings: MessagingSettings): TopicMessages[] {
  const byTopic = new Map<string, Message[]>();
  for (const row of rows) {
    const topic = prefixed(settings, row.topic);
    const messages = byTopic.get(topic) ?? [];
    messages.push({ key: row.key, value: row.value, headers: headersOf(row) });
    byTopic.set(topic, messages);
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
}

function headersOf(row: UnsaidRow): Record<string, string> {
  return row.type === null
    ? { 'content-type': 'application/json; charset=UTF-8' }
    : { 'content-type': journalContentType, ce_type: row.type };
}
