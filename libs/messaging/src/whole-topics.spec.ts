import { describe, expect, it } from '@jest/globals';
import { partitionCount } from '@redress/contracts';
import { AssignerProtocol, type Cluster, type PartitionMetadata } from 'kafkajs';
import { wholeTopics } from './whole-topics.js';

const group = (...memberIds: string[]) => ({
  members: memberIds.map((memberId) => ({ memberId, memberMetadata: Buffer.alloc(0) })),
  topics: ['complaints'],
});

/** An assigner whose broker knows these many partitions, look by look. */
function assignerSeeing(...counts: number[]) {
  const seen = counts.map((count) => Array.from({ length: count }, (_, partitionId) => ({ partitionId })));
  const cluster = {
    findTopicPartitionMetadata: () => seen[0] as PartitionMetadata[],
    refreshMetadata: async () => void seen.shift(),
  } as unknown as Cluster;
  return wholeTopics({ cluster } as Parameters<typeof wholeTopics>[0]);
}

describe('the partitions of a topic', () => {
  it('are all shared out, in turn', async () => {
    const shared = await assignerSeeing(partitionCount).assign(group('one', 'other'));
    const given = shared.map(
      ({ memberAssignment }) => AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment.complaints,
    );
    expect(given.map((partitions) => partitions?.length)).toEqual([6, 6]);
    expect(new Set(given.flat()).size).toBe(partitionCount);
  });

  it.each([0, 1, partitionCount - 1])('are not shared out while the broker knows %i of them', async (known) => {
    const assigner = assignerSeeing(known, partitionCount);
    await expect(assigner.assign(group('one'))).rejects.toMatchObject({ retriable: true });
    expect(await assigner.assign(group('one'))).toHaveLength(1);
  });
});
