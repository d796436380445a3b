import { randomUUID } from 'node:crypto';
import { services } from '../map.js';
import type { Fault, Scene } from './fault.js';
import { makePoison, poisonKinds } from './poison-kinds.js';
import { wait } from './wait.js';

const partitions = 12;
/** A complaint is about three records. */
const complaintsPerTwentyRecords = 6;

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

/** One record at the head of what every service reads next, on every partition. */
export const poisonHeads: Fault = async ({ deployment, chance, producer, say }) => {
  const pids = services.flatMap((service) => deployment.processesOf(service).map(({ pid }) => pid));
  deployment.stopped.stop(pids);
  try {
    const kinds = Object.keys(poisonKinds).filter((kind) => poisonKinds[kind]?.parkedBy.length === services.length);
    const heads = Array.from({ length: partitions }, (_, partition) => ({
      ...makePoison(chance.pick(kinds), randomUUID()),
      partition,
    }));
    await producer.send({ topic: `${deployment.endpoints.topicPrefix}complaints`, acks: -1, messages: heads });
  } finally {
    deployment.stopped.continue(pids);
  }
  say(`poison at the head of ${partitions} partitions`);
};

/** One record of the journal in twenty, for a while. */
export function poisonFor(ms: number): Fault {
  return async (scene) => {
    const ending = AbortSignal.any([scene.signal, AbortSignal.timeout(ms)]);
    const count = await poisonAlong({ ...scene, signal: ending }, complaintsPerTwentyRecords);
    scene.say(`${count} poison records put on the journal among the others`);
  };
}

/** Poison for as long as the campaign's load lasts: one record for every so many complaints accepted meanwhile. */
export async function poisonAlong(scene: Scene, everyComplaints: number): Promise<number> {
  const kinds = Object.keys(poisonKinds);
  const before = scene.recent.length;
  let done = 0;
  while (!scene.signal.aborted) {
    if (scene.recent.length - before >= (done + 1) * everyComplaints) {
      await poisonOnce(scene, scene.chance.happens(0.3), scene.chance.pick(kinds));
      done += 1;
    } else {
      await wait(50, scene.signal);
    }
  }
  return done;
}
