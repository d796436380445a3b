import { randomUUID } from 'node:crypto';
import { referencePattern, topics } from '@redress/contracts';
import { type Consumer, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import type { Deployment } from './deployment.js';
import { exits, Failure } from './failure.js';

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

/**
 * Reads the journal from its beginning, in order per complaint. Ends at what was its end when it began, unless `follow`
 * (then it ends with the signal), or as soon as `take` gives `false`.
 */
export async function readJournal(
  deployment: Deployment,
  take: (record: JournalRecord) => boolean | undefined,
  { follow = false, signal }: { follow?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const { kafka: brokers, topicPrefix } = deployment.endpoints;
  const kafka = new Kafka({ clientId: 'redress', brokers, logLevel: logLevel.NOTHING, retry: { retries: 2 } });
  const topic = `${topicPrefix}${topics.complaints.name}`;
  const groupId = `${topicPrefix}redress-${randomUUID()}`;
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId, sessionTimeout: 10_000, maxWaitTimeInMs: 100 });
  try {
    await admin.connect();
    const unread = new Map<number, number>();
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (Number(low) < Number(high)) unread.set(partition, Number(high));
    if (unread.size === 0 && !follow) return;
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consume(consumer, take, follow ? undefined : unread, signal);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(
      exits.unreachable,
      `Kafka does not answer at ${brokers.join(', ')}: npx redress status shows what runs.`,
    );
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
}

function consume(
  consumer: Consumer,
  take: (record: JournalRecord) => boolean | undefined,
  unread: Map<number, number> | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => resolve());
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
          for (const message of batch.messages) {
            if (take(readRecord(batch.partition, message)) === false) return resolve();
            resolveOffset(message.offset);
          }
          await heartbeat();
          if (Number(batch.lastOffset()) + 1 >= (unread?.get(batch.partition) ?? 0)) unread?.delete(batch.partition);
          if (unread?.size === 0) resolve();
        },
      })
      .catch(reject);
  });
}

/** The id of the complaint with that reference, or the id itself. Throws {@link Failure} (not found). */
export async function complaintId(deployment: Deployment, ref: string): Promise<string> {
  if (!referencePattern.test(ref.toUpperCase())) return ref;
  let id: string | undefined;
  const isMeant = about(ref);
  await readJournal(deployment, (record) => {
    if (isMeant(record)) id = record.event?.subject;
    return id === undefined;
  });
  if (id === undefined) throw new Failure(exits.notFound, `No complaint has the reference ${ref}.`);
  return id;
}
