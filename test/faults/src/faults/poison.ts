import { randomUUID } from 'node:crypto';
import type { Fault, Scene } from './fault.js';
import { makePoison, poisonKinds } from './poison-kinds.js';
import { wait } from './wait.js';

/** Puts one record of poison on the journal, under a living complaint's key or a key of nobody's. */
async function poisonOnce(scene: Scene, living: boolean, kind: string): Promise<void> {
  const { chance, recent, producer, deployment } = scene;
  // One of a moment ago has most of its life on the journal still before it, one of a while ago behind it.
  const among = recent.slice(chance.happens(0.5) ? -3 : -100);
  const subject = living && among.length > 0 ? chance.pick(among) : randomUUID();
  const topic = `${deployment.endpoints.topicPrefix}complaints`;
  await producer.send({ topic, acks: -1, messages: [makePoison(kind, subject)] }).catch(() => undefined);
}

/** So many records at once, every kind by turns; a share of them under the keys of living complaints. */
export function poisonBurst(count: number, livingShare: number): Fault {
  return async (scene) => {
    const kinds = Object.keys(poisonKinds);
    for (let nth = 0; nth < count && !scene.signal.aborted; nth += 1) {
      await poisonOnce(scene, scene.chance.happens(livingShare), kinds[nth % kinds.length] as string);
      await wait(20, scene.signal);
    }
    scene.say(`${count} poison records put on the journal`);
  };
}

/** Poison for as long as the campaign's load lasts: one record for every so many complaints accepted meanwhile. */
export async function poisonAlong(scene: Scene, everyComplaints: number): Promise<void> {
  const kinds = Object.keys(poisonKinds);
  let done = 0;
  while (!scene.signal.aborted) {
    if (scene.recent.length >= (done + 1) * everyComplaints) {
      await poisonOnce(scene, scene.chance.happens(0.3), scene.chance.pick(kinds));
      done += 1;
    } else {
      await wait(50, scene.signal);
    }
  }
}
