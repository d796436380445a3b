import { partitionCount } from '@redress/contracts';
import { type PartitionAssigner, PartitionAssigners } from 'kafkajs';

/** kafkajs joins again after an error that says so. */
class PartitionsUnknown extends Error {
  override readonly name = 'PartitionsUnknown';
  readonly retriable = true;
}

/**
 * Shares a topic's partitions out in turn, as kafkajs does, but never fewer than the topic has. While a topic is made
 * anew the broker knows none of them for a moment; kafkajs would share out none, and hear nothing until the next member
 * joins. Here the joining fails and is tried again.
 */
export const wholeTopics: PartitionAssigner = (config) => {
  const inTurn = PartitionAssigners.roundRobin(config);
  return {
    ...inTurn,
    async assign(group) {
      const { cluster } = config;
      if (group.topics.some((topic) => cluster.findTopicPartitionMetadata(topic).length < partitionCount)) {
        await cluster.refreshMetadata();
        throw new PartitionsUnknown('the broker does not know all partitions of the topic yet');
      }
      return inTurn.assign(group);
    },
  };
};
