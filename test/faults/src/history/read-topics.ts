import { randomUUID } from 'node:crypto';
import { type Admin, Kafka, logLevel } from 'kafkajs';

/** A record as it lies on a topic, with its bytes as text. */
export interface TopicRecord {
  partition: number;
  offset: number;
  key: string | null;
  headers: Record<string, string>;
  value: string | null;
}

export interface BrokerAddress {
  kafka: string[];
  topicPrefix: string;
}

/** A client of the checker's own. */
export function broker({ kafka }: BrokerAddress): Kafka {
  return new Kafka({
    clientId: 'faults',
    brokers: kafka,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 200, maxRetryTime: 2_000, retries: 15 },
  });
}

export async function withAdmin<T>(address: BrokerAddress, use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = broker(address).admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Where each partition of a topic ends, by partition: the offset of the next record. */
export async function endsOf(admin: Admin, topic: string): Promise<Map<number, number>> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
}

/** The deployment's topics by bare name. */
export async function topicNames(admin: Admin, prefix: string): Promise<string[]> {
  const names = await admin.listTopics();
  return names
    .filter((name) => name.startsWith(prefix) && !name.startsWith('__'))
    .map((name) => name.slice(prefix.length));
}

/** Reads topics from their beginning to where they end now; each topic's records by partition, in offset order. */
export async function readTopics(address: BrokerAddress, topics: string[]): Promise<Map<string, TopicRecord[]>> {
  return withAdmin(address, async (admin) => {
    const left = new Map<string, number>();
    for (const topic of topics) {
      const offsets = await admin.fetchTopicOffsets(address.topicPrefix + topic);
      for (const { partition, low, high } of offsets) {
        if (Number(high) > Number(low)) left.set(`${topic} ${partition}`, Number(high) - 1);
      }
    }
    const groupId = `faults-reader-${randomUUID()}`;
    const records = new Map<string, TopicRecord[]>(topics.map((topic) => [topic, []]));
    if (left.size > 0) await readUntil(address, groupId, records, left);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    for (const read of records.values()) read.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
    return records;
  });
}

const readMs = 120_000;

/** Fills `records` until the last offset of every partition in `left` was seen. */
async function readUntil(
  address: BrokerAddress,
  groupId: string,
  records: Map<string, TopicRecord[]>,
  left: Map<string, number>,
): Promise<void> {
  const consumer = broker(address).consumer({ groupId, maxWaitTimeInMs: 200, retry: { retries: 10 } });
  const seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({
      topics: [...records.keys()].map((topic) => address.topicPrefix + topic),
      fromBeginning: true,
    });
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`the topics could not be read: ${[...left.keys()].join(', ')}`)),
        readMs,
      );
      void consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            const topic = batch.topic.slice(address.topicPrefix.length);
            for (const message of batch.messages) {
              const offset = Number(message.offset);
              const place = `${topic} ${batch.partition}`;
              // A consumer that had to begin again reads again what it has read.
              if (seen.has(`${place} ${offset}`)) continue;
              seen.add(`${place} ${offset}`);
              records.get(topic)?.push({
                partition: batch.partition,
                offset,
                key: message.key?.toString() ?? null,
                headers: textHeaders(message.headers ?? {}),
                value: message.value?.toString() ?? null,
              });
              if (offset >= (left.get(place) ?? Number.POSITIVE_INFINITY)) left.delete(place);
            }
            if (left.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await consumer.disconnect().catch(() => undefined);
  }
}

function textHeaders(
  headers: Record<string, Buffer | string | (Buffer | string)[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
