import { comeToRest } from '../history/come-to-rest.js';
import { withAdmin } from '../history/read-topics.js';
import type { Fault } from './fault.js';
import { sayAllAgain } from './say-again.js';
import { cameTrue } from './wait.js';

const partitions = 12;
const restMs = 120_000;
const madeMs = 30_000;

/**
 * Deletes the journal's topic, makes it anew and has everything said again. Nothing new is asked for meanwhile: what was
 * decided on the lost journal must not be said before its cause on the new one.
 */
export const topicAnew: Fault = async (scene) => {
  const { deployment, signal, say, hold } = scene;
  const { endpoints } = deployment;
  const topic = `${endpoints.topicPrefix}complaints`;
  hold(true);
  try {
    const { waitedFor } = await comeToRest(deployment, restMs, signal);
    if (waitedFor.length > 0) return say(`the journal stays: still waited for ${waitedFor.join(', ')}`);
    const isMade = await withAdmin(endpoints, async (admin) => {
      await admin.deleteTopics({ topics: [topic] });
      const make = () => admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: false });
      // Until the broker has forgotten the old one, what is said would go to it, and be lost with it.
      const isGone = async () => !(await admin.listTopics()).includes(topic);
      const isEmpty = async () => {
        const made = await admin.fetchTopicOffsets(topic);
        return made.length === partitions && made.every(({ high }) => high === '0');
      };
      for (const step of [isGone, make, isEmpty]) {
        if (!(await cameTrue(step, madeMs, signal))) return false;
      }
      return true;
    });
    if (!isMade) return say('the journal was deleted and could not be made anew');
    say('the journal deleted and made anew');
    await sayAllAgain(scene);
  } finally {
    hold(false);
  }
};
