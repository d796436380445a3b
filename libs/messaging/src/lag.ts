import { FreshAdmin } from './fresh-admin.js';
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
  const broker = new FreshAdmin(settings);
  const read = async (): Promise<number> => {
    const [ends, groups] = await broker.ask(
      (admin) => Promise.all([admin.fetchTopicOffsets(topic), admin.fetchOffsets({ groupId: group, topics: [topic] })]),
      patienceMs,
    );
    const committed = new Map(groups[0]?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
    return ends.reduce((lag, { partition, high, low }) => {
      const known = [BigInt(low), committed.get(partition) ?? -1n, positions.get(`${topic} ${partition}`) ?? -1n];
      // A place beyond the end was one on a topic that has been made anew since.
      const next = known.filter((one) => one <= BigInt(high)).reduce((most, one) => (one > most ? one : most));
      return lag + Math.max(0, Number(BigInt(high) - next));
    }, 0);
  };
  return { read, close: () => broker.close() };
}
