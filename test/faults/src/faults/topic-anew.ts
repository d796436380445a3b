import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { comeToRest } from '../history/come-to-rest.js';
import { withAdmin } from '../history/read-topics.js';
import type { Fault } from './fault.js';
import { cameTrue } from './wait.js';

const partitions = 12;
const restMs = 120_000;
const madeMs = 30_000;
const saidMs = 180_000;
const dayMs = 86_400_000;
const commandLine = join(import.meta.dirname, '../../../../apps/redress/src/main.js');

/** As an operator does it. */
async function haveSaidAgain(folder: string): Promise<boolean> {
  const from = new Date(Date.now() - dayMs).toISOString();
  const args = ['outbox', 'say-again', '--from', from, '--data', folder, '--json'];
  const [code] = await once(spawn(process.execPath, [commandLine, ...args], { stdio: 'ignore' }), 'close');
  return code === 0;
}

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
    const isSaid = await cameTrue(() => haveSaidAgain(deployment.folder), saidMs, signal);
    say(isSaid ? 'the journal said again' : 'the journal was not said again');
  } finally {
    hold(false);
  }
};
