import { services } from '../map.js';
import { comeAndGo } from './come-and-go.js';
import { copyJournal } from './copy-journal.js';
import { discardPoison } from './discard-poison.js';
import type { Fault, Scene } from './fault.js';
import { holdTable } from './hold-table.js';
import { killService } from './kill-service.js';
import { poisonBurst, poisonHeads } from './poison.js';
import { resetOffsets } from './reset-offsets.js';
import { sayAllAgain } from './say-again.js';
import { killPart, stopPart, stopService } from './stop-process.js';
import { wait } from './wait.js';

/** Rounds one after the other; the faults of a round at the same time. */
export type Plan = Fault[][];

/** How long the short plan takes on an idle machine, in seconds. */
export const shortSeconds = 88;

/** Longer than the session of a consumer and the silence of a relay: whoever was stopped so long is a zombie. */
const zombieMs = 12_000;

/** Kills, stops, duplicates and poison, each once, in about a minute. */
export const shortPlan: Plan = [
  [poisonHeads, killService(), killService('intake')],
  [discardPoison],
  [resetOffsets('zero', 'assigner'), killService('notifier'), poisonBurst(10, 0.5)],
  [killPart('kafka')],
  [copyJournal, killService('categoriser')],
  [sayAllAgain, comeAndGo('assigner', 8_000)],
  [stopPart('postgres', 5_000)],
  [stopService(zombieMs), killService('intake'), poisonBurst(10, 0.5)],
  [holdTable('categoriser', 'heard', 4_000), stopPart('kafka', 6_000)],
  [killPart('postgres')],
  [resetOffsets('nothing', 'categoriser'), copyJournal, killService()],
];

/** Faults by chance, one after the other, until the load ends. */
export async function disturb(
  scene: Scene,
  killsAlone: boolean,
  carryOut: (fault: Fault, scene: Scene) => Promise<void>,
): Promise<void> {
  const { chance, signal } = scene;
  const all: (() => Fault)[] = [
    () => stopService(zombieMs),
    () => resetOffsets('zero'),
    () => resetOffsets('nothing'),
    () => copyJournal,
    () => sayAllAgain,
    () => comeAndGo('assigner', 10_000),
    () => poisonBurst(5, 0.5),
    () => holdTable(chance.pick(services), 'heard', 4_000),
    () => killPart('kafka'),
    () => killPart('postgres'),
    () => stopPart('kafka', 8_000),
    () => stopPart('postgres', 8_000),
  ];
  while (!signal.aborted) {
    await wait(chance.between(300, 2_000), signal);
    if (signal.aborted) return;
    const fault = killsAlone || chance.happens(0.5) ? killService() : chance.pick(all)();
    await carryOut(fault, scene);
  }
}
