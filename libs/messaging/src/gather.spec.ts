import { describe, expect, it, jest } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { Gatherer, type JournalRecord } from './gather.js';

function batch(partition: number, offsets: number[]) {
  const resolveOffset = jest.fn<(offset: string) => void>();
  const messages = offsets.map((offset) => ({ key: null, value: null, headers: {}, offset: String(offset) }));
  const payload = {
    batch: { topic: 'complaints', partition, messages },
    resolveOffset,
    heartbeat: async () => undefined,
  } as unknown as EachBatchPayload;
  return { payload, resolveOffset };
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n);
const places = (chunk: JournalRecord[]): string[] => chunk.map(({ partition, offset }) => `${partition}:${offset}`);

describe('the batches of one fetch', () => {
  it('share a chunk, and each is done when its last record has been taken', async () => {
    const chunks: string[][] = [];
    const gatherer = new Gatherer(
      async (records) => void chunks.push(places(records)),
      () => undefined,
      500,
    );
    const [first, second] = [batch(0, [7, 8]), batch(1, [3])];
    await Promise.all([gatherer.add(first.payload), gatherer.add(second.payload)]);
    expect(chunks).toEqual([['0:7', '0:8', '1:3']]);
    expect(first.resolveOffset).toHaveBeenLastCalledWith('8');
    expect(second.resolveOffset).toHaveBeenLastCalledWith('3');
  });

  it('are cut into chunks of the size allowed, in order, with the offset after each chunk told', async () => {
    const sizes: number[] = [];
    const told: string[] = [];
    const gatherer = new Gatherer(
      async (records) => void sizes.push(records.length),
      (_topic, partition, next) => void told.push(`${partition}:${next}`),
      4,
    );
    await Promise.all([gatherer.add(batch(0, range(0, 6)).payload), gatherer.add(batch(1, range(0, 3)).payload)]);
    expect(sizes).toEqual([4, 4, 1]);
    expect(told).toEqual(['0:4', '0:6', '1:2', '1:3']);
  });

  it('are not resolved when their chunk failed, and the next fetch is taken as ever', async () => {
    let failing = true;
    const gatherer = new Gatherer(
      async () => {
        if (failing) throw new Error('no');
      },
      () => undefined,
      500,
    );
    const failed = batch(0, [1]);
    await expect(gatherer.add(failed.payload)).rejects.toThrow('no');
    expect(failed.resolveOffset).not.toHaveBeenCalled();
    failing = false;
    const again = batch(0, [1]);
    await gatherer.add(again.payload);
    expect(again.resolveOffset).toHaveBeenCalledWith('1');
  });
});
