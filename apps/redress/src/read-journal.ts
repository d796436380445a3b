import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { topics } from '@redress/contracts';
import { type Admin, type Consumer, type ConsumerCrashEvent, type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
import { brokerSecurity } from './broker-security.js';
import type { Deployment, Endpoints } from './deployment.js';
import { exits, Failure } from './failure.js';
import { type JournalRecord, readRecord } from './journal-record.js';

/** Given each record once, in the order of its partition; `false` ends the reading. */
export type Take = (record: JournalRecord) => boolean | undefined;

const patienceMs = 10_000;
const silence = ['KafkaJSConnectionError', 'KafkaJSConnectionClosedError', 'KafkaJSNumberOfRetriesExceeded'];

/**
 * Reads the journal from its beginning, in order per complaint. Ends at what was its end when it began, unless `follow`
 * (then it ends with the signal), or as soon as `take` gives `false`. Throws {@link Failure}.
 */
export async function readJournal(
  deployment: Deployment,
  take: Take,
  { follow = false, signal }: { follow?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const { kafka: brokers, topicPrefix } = deployment.endpoints;
  const security = brokerSecurity(deployment.endpoints, process.env);
  const quick = { logLevel: logLevel.NOTHING, retry: { retries: 2 } };
  const kafka = new Kafka({ clientId: 'redress', brokers, ...security, ...quick });
  const topic = `${topicPrefix}${topics.complaints.name}`;
  const groupId = `${topicPrefix}redress-${randomUUID()}`;
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId, sessionTimeout: 10_000, maxWaitTimeInMs: 100 });
  try {
    await admin.connect();
    const unread = await endsOf(admin, topic);
    if (unread.size === 0 && !follow) return;
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consume(consumer, take, follow ? undefined : unread, signal);
  } catch (error) {
    throw failureOfKafka(error, deployment.endpoints);
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
}

/** Where each partition that holds anything ends now. A broker that just started does not know at once. */
async function endsOf(admin: Admin, topic: string): Promise<Map<number, number>> {
  for (const deadline = Date.now() + patienceMs; ; await pause(250)) {
    try {
      const partitions = await admin.fetchTopicOffsets(topic);
      const filled = partitions.filter(({ low, high }) => Number(low) < Number(high));
      return new Map(filled.map(({ partition, high }) => [partition, Number(high)]));
    } catch (error) {
      if (!(error as { retriable?: boolean }).retriable || Date.now() > deadline) throw error;
    }
  }
}

function consume(
  consumer: Consumer,
  take: Take,
  unread: Map<number, number> | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  // A consumer that lost its broker begins again at the beginning: what was taken is not taken twice.
  const nextOf = new Map<number, number>();
  return new Promise((resolve, reject) => {
    const eachBatch = async ({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> => {
      for (const message of batch.messages) {
        const record = readRecord(batch.partition, message);
        resolveOffset(message.offset);
        if (record.offset < (nextOf.get(batch.partition) ?? 0)) continue;
        nextOf.set(batch.partition, record.offset + 1);
        if (take(record) === false) return resolve();
      }
      await heartbeat();
      if ((nextOf.get(batch.partition) ?? 0) >= (unread?.get(batch.partition) ?? 0)) unread?.delete(batch.partition);
      if (unread?.size === 0) resolve();
    };
    const onCrash = ({ payload: { error, restart } }: ConsumerCrashEvent): void => {
      if (unread || !restart) reject(error);
    };
    signal?.addEventListener('abort', () => resolve());
    consumer.on(consumer.events.CRASH, onCrash);
    consumer.run({ autoCommit: false, eachBatch }).catch(reject);
  });
}

function failureOfKafka(error: unknown, { kafka: brokers, parts }: Endpoints): Failure {
  const { name, message } = error as Error;
  if (!silence.includes(name)) return new Failure(exits.failed, `Kafka refused to give the journal: ${message}`);
  const way = parts?.kafka
    ? 'npx redress status shows what runs'
    : 'see that it runs, and that KAFKA_SSL and KAFKA_SASL_* are set here as they are for the services';
  return new Failure(exits.unreachable, `Kafka does not answer at ${brokers.join(', ')}: ${way}.`);
}
