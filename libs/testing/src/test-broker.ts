import { randomBytes } from 'node:crypto';
import { type JournalEvent, journalContentType, partitionCount } from '@redress/contracts';
import { type Consumer, type EachMessagePayload, type IHeaders, Kafka, logLevel, type Message } from 'kafkajs';
import { createTopics } from '../../../deploy/local/src/index.js';
import { eventually } from './eventually.js';
import { partsOf } from './parts-of.js';

/** A record as it lies on a topic. */
export interface SeenRecord {
  partition: number;
  offset: string;
  key: string | null;
  headers: IHeaders;
  value: string | null;
}

/** Topics of this test file's own on the real broker. */
export interface TestBroker {
  brokers: string[];
  prefix: string;
  /** Says records on a topic of the map, as a foreign client would. */
  produce(topic: string, messages: Message[]): Promise<void>;
  /** Says events on the journal, as their services would. */
  say(...events: JournalEvent[]): Promise<void>;
  /** Everything that lies on a topic now, partition by partition in offset order. */
  read(topic: string): Promise<SeenRecord[]>;
  /** Deletes a topic of the map with all that lies on it, and makes it again, empty. */
  makeAnew(topic: string): Promise<void>;
  drop(): Promise<void>;
}

/** Makes topics for one test file; call `drop` when it is done. */
export async function makeTestBroker(): Promise<TestBroker> {
  const { brokers } = partsOf(process.env);
  const prefix = `test-${randomBytes(5).toString('hex')}-`;
  await createTopics(brokers, prefix);
  const kafka = new Kafka({ clientId: 'test', brokers, logLevel: logLevel.NOTHING });
  const [producer, admin] = [
    kafka.producer({ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 }),
    kafka.admin(),
  ];
  await Promise.all([producer.connect(), admin.connect()]);
  // One send at a time: kafkajs numbers an idempotent producer's concurrent sends out of order.
  let last: Promise<unknown> = Promise.resolve();
  const produce = async (topic: string, messages: Message[]): Promise<void> => {
    const send = last.then(() => producer.send({ topic: `${prefix}${topic}`, messages, acks: -1 }));
    last = send.catch(() => undefined);
    await send;
  };
  return {
    brokers,
    prefix,
    produce,
    say: (...events) =>
      produce(
        'complaints',
        events.map((event) => ({
          key: event.subject,
          value: JSON.stringify(event),
          headers: { 'content-type': journalContentType, ce_type: event.type },
        })),
      ),
    read: (topic) => readAll(kafka, `${prefix}${topic}`),
    makeAnew: async (topic) => {
      await admin.deleteTopics({ topics: [`${prefix}${topic}`] });
      // Until the broker has forgotten the old one, what is said would go to it, and be lost with it.
      await eventually('the old topic to be gone', async () => {
        return !(await admin.listTopics()).includes(`${prefix}${topic}`);
      });
      await createTopics(brokers, prefix);
      await eventually('the new topic to be empty', async () => {
        const offsets = await admin.fetchTopicOffsets(`${prefix}${topic}`);
        return offsets.length === partitionCount && offsets.every(({ high }) => high === '0');
      });
    },
    drop: async () => {
      const mine = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
      await admin.deleteTopics({ topics: mine });
      await Promise.all([producer.disconnect(), admin.disconnect()]);
    },
  };
}

async function readAll(kafka: Kafka, topic: string): Promise<SeenRecord[]> {
  const ends = await endsOf(kafka, topic);
  if (ends.size === 0) return [];
  const groupId = `${topic}-reader-${randomBytes(4).toString('hex')}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const seen = await readTo(consumer, ends);
    return seen.sort(
      (one, other) => one.partition - other.partition || Number(BigInt(one.offset) - BigInt(other.offset)),
    );
  } finally {
    // Whoever asks again after a failure must not leave a connection each time: they keep the process alive.
    await consumer.disconnect();
  }
}

/** Where the partitions that hold anything end now. */
async function endsOf(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    const filled = offsets.filter(({ low, high }) => low !== high);
    return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}

/** Everything up to these ends, which must not be none. */
function readTo(consumer: Consumer, ends: Map<number, bigint>): Promise<SeenRecord[]> {
  const seen: SeenRecord[] = [];
  return new Promise((resolve, reject) => {
    const eachMessage = async ({ partition, message }: EachMessagePayload): Promise<void> => {
      const { key, offset, headers, value } = message;
      const end = ends.get(partition);
      if (end === undefined) return;
      seen.push({
        partition,
        offset,
        key: key?.toString() ?? null,
        headers: headers ?? {},
        value: value?.toString() ?? null,
      });
      if (BigInt(offset) + 1n >= end) ends.delete(partition);
      if (ends.size === 0) resolve(seen);
    };
    consumer.run({ autoCommit: false, eachMessage }).catch(reject);
  });
}
