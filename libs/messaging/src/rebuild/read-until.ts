import { StartError } from '@redress/bootstrap';
import { topics } from '@redress/contracts';
import type { Admin } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { Brake } from '../brake.js';
import { BrokerState } from '../broker-state.js';
import { HearTopic } from '../hear-topic.js';
import { kafkaClient } from '../kafka-client.js';
import { type MessagingSettings, prefixed } from '../settings.js';
import { type Effect, TakeChunk } from '../take-chunk.js';

/** Where each partition of the journal ends: the next offset that will be given. */
export type Ends = Map<number, bigint>;

/** One reading of the journal, up to recorded ends and not a record further. */
export interface Reading {
  settings: MessagingSettings;
  /** Without the deployment's prefix; it begins where this group has come to. */
  group: string;
  effect: Effect;
  dataSource: DataSource;
  ends: Ends;
  /** Told how many of how many records have been read. */
  progress(read: number, of: number): void;
}

/** The journal's present ends. */
export function journalEnds(settings: MessagingSettings): Promise<Ends> {
  return withAdmin(settings, async (admin) => {
    const offsets = await admin.fetchTopicOffsets(prefixed(settings, topics.complaints.name));
    return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  });
}

/** Forgets a group that nobody will read with again. */
export async function forgetGroup(settings: MessagingSettings, group: string): Promise<void> {
  await withAdmin(settings, (admin) => admin.deleteGroups([prefixed(settings, group)])).catch(() => undefined);
}

/** Sees to it that a group begins at the beginning. Throws {@link StartError} when somebody still reads with it. */
export async function beginAnew(settings: MessagingSettings, group: string): Promise<void> {
  await forgetGroup(settings, group);
  const ends = await journalEnds(settings);
  const places = await committedBy(settings, group);
  if ([...ends.keys()].every((partition) => (places.get(partition) ?? -1n) === -1n)) return;
  throw new StartError(`Somebody still reads as ${group}: wait ten seconds, or name the run otherwise`);
}

/** Resolves when every record before the ends has taken effect. Rejects when too many cannot be taken. */
export async function readUntil({ settings, group, effect, dataSource, ends, progress }: Reading): Promise<void> {
  const places = await placesOf(settings, group, ends);
  const [from, to] = [sum(places), sum(ends)];
  const done = new AbortController();
  const brake = new Brake();
  const see = (): void => {
    progress(Number(sum(places) - from), Number(to - from));
    if (brake.engaged || [...ends].every(([partition, end]) => (places.get(partition) ?? 0n) >= end)) done.abort();
  };
  see();
  if (!done.signal.aborted) {
    await new HearTopic({
      settings,
      topic: topics.complaints.name,
      group,
      chunks: new TakeChunk(effect, dataSource, brake, see),
      brake,
      broker: new BrokerState(),
      taken: (_topic, partition, next) => {
        places.set(partition, BigInt(next));
        see();
      },
      committed: () => undefined,
      stop: done.signal,
      until: ends,
    }).untilStopped();
  }
  if (brake.engaged) throw new StartError('Too many records of the journal cannot be taken: see GET /v1/parked');
}

/** Where the group would begin: at what it has committed, else at the first record that is kept. */
async function placesOf(settings: MessagingSettings, group: string, ends: Ends): Promise<Ends> {
  const topic = prefixed(settings, topics.complaints.name);
  const committed = await committedBy(settings, group);
  const offsets = await withAdmin(settings, (admin) => admin.fetchTopicOffsets(topic));
  return new Map(
    offsets.map(({ partition, low }) => {
      const place = committed.get(partition) ?? -1n;
      const isThere = place >= BigInt(low) && place <= (ends.get(partition) ?? 0n);
      return [partition, isThere ? place : BigInt(low)];
    }),
  );
}

/** What the group has committed, by partition; -1: nothing. */
function committedBy(settings: MessagingSettings, group: string): Promise<Ends> {
  const topic = prefixed(settings, topics.complaints.name);
  return withAdmin(settings, async (admin) => {
    const [found] = await admin.fetchOffsets({ groupId: prefixed(settings, group), topics: [topic] });
    return new Map(found?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  });
}

const sum = (places: Ends): bigint => [...places.values()].reduce((total, place) => total + place, 0n);

async function withAdmin<T>(settings: MessagingSettings, use: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafkaClient(settings).admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}
