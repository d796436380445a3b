import type { Admin } from 'kafkajs';
import { kafkaClient } from './kafka-client.js';
import type { MessagingSettings } from './settings.js';

/** The next offset to take, by `topic partition`, as far as this process has come. */
export type Positions = Map<string, bigint>;

const patienceMs = 1_500;

/** Reads how many records of a topic lie beyond what the group has committed and what this process has taken. */
export function lagOf(
  settings: MessagingSettings,
  { topic, group }: { topic: string; group: string },
  positions: Positions,
): { read: () => Promise<number>; close: () => Promise<void> } {
  let connected: Promise<Admin> | undefined;
  const connect = async (): Promise<Admin> => {
    const admin = kafkaClient(settings).admin({ retry: { retries: 0 } });
    await admin.connect();
    return admin;
  };
  const read = async (): Promise<number> => {
    connected ??= connect();
    const admin = await connected;
    const [ends, groups] = await Promise.all([
      admin.fetchTopicOffsets(topic),
      admin.fetchOffsets({ groupId: group, topics: [topic] }),
    ]);
    const committed = new Map(groups[0]?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    return ends.reduce((lag, { partition, high, low }) => {
      const known = [BigInt(low), committed.get(partition) ?? -1n, positions.get(`${topic} ${partition}`) ?? -1n];
      // A place beyond the end was one on a topic that has been made anew since.
      const next = known.filter((one) => one <= BigInt(high)).reduce((most, one) => (one > most ? one : most));
      return lag + Math.max(0, Number(BigInt(high) - next));
    }, 0);
  };
  const close = async (): Promise<void> => {
    const admin = await connected?.catch(() => undefined);
    await admin?.disconnect().catch(() => undefined);
  };
  const forget = async (error: unknown): Promise<never> => {
    const old = connected;
    connected = undefined;
    void old?.then((admin) => admin.disconnect()).catch(() => undefined);
    throw error;
  };
  return { read: () => withPatience(read()).catch(forget), close };
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the broker did not answer in time')), patienceMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
