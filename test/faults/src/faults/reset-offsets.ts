import { withAdmin } from '../history/read-topics.js';
import { type Service, services } from '../map.js';
import type { Fault } from './fault.js';
import { cameTrue } from './wait.js';

/** Longer than a session of a member takes to run out. */
const emptyMs = 20_000;

/**
 * Sets a service's group back to offset zero, or makes the broker forget it. Only a group without members can be changed,
 * so its processes are stopped until their sessions have run out, and come back as zombies.
 */
export function resetOffsets(to: 'zero' | 'nothing', service?: Service): Fault {
  return async ({ deployment, chance, signal, say }) => {
    const victim = service ?? chance.pick(services);
    const { endpoints } = deployment;
    const groupId = endpoints.topicPrefix + victim;
    const pids = deployment.processesOf(victim).map(({ pid }) => pid);
    deployment.stopped.stop(pids);
    try {
      await withAdmin(endpoints, async (admin) => {
        const isEmpty = async () => (await admin.describeGroups([groupId])).groups[0]?.state === 'Empty';
        if (!(await cameTrue(isEmpty, emptyMs, signal, 500))) return say(`${victim}'s group did not empty`);
        if (to === 'nothing') await admin.deleteGroups([groupId]);
        else {
          const topic = `${endpoints.topicPrefix}complaints`;
          const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition }) => ({
            partition,
            offset: '0',
          }));
          await admin.setOffsets({ groupId, topic, partitions });
        }
        say(`${victim} stopped, its offsets set to ${to}`);
      });
    } catch (error) {
      say(`${victim}'s offsets could not be set: ${(error as Error).message}`);
    } finally {
      deployment.stopped.continue(pids);
    }
  };
}
