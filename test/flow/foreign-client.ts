import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';

/** A record as a client that knows nothing of this project sees it. */
export interface ForeignRecord {
  partition: number;
  offset: number;
  key: string;
  headers: Record<string, string>;
  value: string;
}

/** Reads a broker from outside. */
export interface ForeignClient {
  name: string;
  /** All topics but the broker's own. */
  topics(): Promise<string[]>;
  /** Everything that lies on a topic, each partition in offset order. */
  read(topic: string): Promise<ForeignRecord[]>;
}

const run = promisify(execFile);
const isOurs = (topic: string): boolean => !topic.startsWith('__');

/** kcat where it is installed; else kafkajs, which is the services' own client, and less of a proof. */
export function foreignClient(broker: string): ForeignClient {
  return spawnSync('kcat', ['-V']).status === 0 ? kcat(broker) : kafkajs(broker);
}

interface KcatRecord {
  partition: number;
  offset: number;
  key: string | null;
  headers?: string[];
  payload: string | null;
}

function kcat(broker: string): ForeignClient {
  const ask = async (...args: string[]) => {
    const { stdout } = await run('kcat', ['-b', broker, '-J', '-q', ...args], { maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  };
  return {
    name: 'kcat',
    topics: async () => {
      const { topics } = JSON.parse(await ask('-L')) as { topics: { topic: string }[] };
      return topics.map(({ topic }) => topic).filter(isOurs);
    },
    read: async (topic) => {
      const lines = (await ask('-C', '-t', topic, '-o', 'beginning', '-e')).split('\n').filter((line) => line !== '');
      return lines.map((line) => {
        const { partition, offset, key, headers = [], payload } = JSON.parse(line) as KcatRecord;
        const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1]]] : []));
        return { partition, offset, key: key ?? '', headers: Object.fromEntries(pairs), value: payload ?? '' };
      });
    },
  };
}

function kafkajs(broker: string): ForeignClient {
  const kafka = new Kafka({ clientId: 'foreign', brokers: [broker], logLevel: logLevel.NOTHING });
  const asAdmin = async <T>(use: (admin: ReturnType<Kafka['admin']>) => Promise<T>) => {
    const admin = kafka.admin();
    await admin.connect();
    try {
      return await use(admin);
    } finally {
      await admin.disconnect();
    }
  };
  return {
    name: 'kafkajs',
    topics: () => asAdmin(async (admin) => (await admin.listTopics()).filter(isOurs)),
    read: async (topic) => {
      const offsets = await asAdmin((admin) => admin.fetchTopicOffsets(topic));
      const unread = new Map(
        offsets.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, Number(high)]),
      );
      return unread.size === 0 ? [] : readTo(kafka, topic, unread);
    },
  };
}

async function readTo(kafka: Kafka, topic: string, unread: Map<number, number>): Promise<ForeignRecord[]> {
  const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  const records: ForeignRecord[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const read = new Promise<void>((resolve, reject) => {
    const eachMessage: Parameters<typeof consumer.run>[0] = {
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        const named = Object.entries(message.headers ?? {}).map(([name, text]) => [name, String(text)]);
        const offset = Number(message.offset);
        const [key, value] = [message.key, message.value].map((bytes) => bytes?.toString() ?? '') as [string, string];
        records.push({ partition, offset, key, headers: Object.fromEntries(named), value });
        if (offset + 1 >= (unread.get(partition) ?? 0)) unread.delete(partition);
        if (unread.size === 0) resolve();
      },
    };
    consumer.run(eachMessage).catch(reject);
  });
  try {
    await read;
  } finally {
    await consumer.disconnect();
  }
  return records.sort((one, other) => one.partition - other.partition || one.offset - other.offset);
}
