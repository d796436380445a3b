import { partitionCount, topics } from '@redress/contracts';
import { type Admin, type ITopicMetadata, Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { Problem } from '../problem.js';
import { cameTrue } from '../until.js';

/** How to reach a broker that wants more than an address. */
export type BrokerSecurity = Pick<KafkaConfig, 'ssl' | 'sasl'>;

const largestRecord = 2 * 1024 * 1024;
const leadersSeconds = 15;

/** Makes the topics of the map that do not exist yet, and refuses one with another number of partitions. */
export async function createTopics(brokers: string[], prefix: string, security: BrokerSecurity = {}): Promise<void> {
  await withAdmin(brokers, security, async (admin) => {
    const there = new Set(await admin.listTopics());
    const wanted = Object.values(topics).map((topic) => ({ ...topic, name: `${prefix}${topic.name}` }));
    const missing = wanted.filter(({ name }) => !there.has(name));
    await admin.createTopics({
      waitForLeaders: false,
      topics: missing.map(({ name, kept }) => ({
        topic: name,
        numPartitions: partitionCount,
        replicationFactor: -1,
        configEntries: [...keeping(kept), { name: 'max.message.bytes', value: String(largestRecord) }],
      })),
    });
    const made = await whenLed(
      admin,
      wanted.map(({ name }) => name),
    );
    const wrong = made.find(({ partitions }) => partitions.length !== partitionCount);
    if (wrong) {
      throw new Problem(
        `The topic ${wrong.name} has ${wrong.partitions.length} partitions, not ${partitionCount}: choose another REDRESS_TOPIC_PREFIX or delete the topic`,
      );
    }
  });
}

/** The topics, once each partition has a leader: a broker knows a new topic only a moment after it made it. */
async function whenLed(admin: Admin, names: string[]): Promise<ITopicMetadata[]> {
  let made: ITopicMetadata[] = [];
  const areLed = async () => {
    const { topics: all } = await admin.fetchTopicMetadata();
    made = all.filter(({ name }) => names.includes(name));
    const partitions = made.flatMap((topic) => topic.partitions);
    return made.length === names.length && partitions.every(({ leader }) => leader >= 0);
  };
  if (await cameTrue(areLed, leadersSeconds)) return made;
  throw new Problem(`Kafka has no leaders for the topics after ${leadersSeconds} s: see the broker's log`);
}

/** True when the broker takes commands and can coordinate groups, so that the first group to join need not wait. */
export async function takesGroups(brokers: string[], security: BrokerSecurity = {}): Promise<boolean> {
  return withAdmin(brokers, security, async (admin) => {
    // Asking for a group's offsets makes the broker make its topic of offsets, once.
    await admin.fetchOffsets({ groupId: 'redress-start', topics: [] });
    return true;
  });
}

function keeping(kept: number | 'compacted'): { name: string; value: string }[] {
  return kept === 'compacted'
    ? [{ name: 'cleanup.policy', value: 'compact' }]
    : [{ name: 'retention.ms', value: String(kept) }];
}

async function withAdmin<T>(
  brokers: string[],
  security: BrokerSecurity,
  use: (admin: Admin) => Promise<T>,
): Promise<T> {
  const kafka = new Kafka({
    clientId: 'redress-start',
    brokers,
    ...security,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2000,
    retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 8 },
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}
