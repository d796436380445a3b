import { signal as send } from '../deployment/processes.js';
import { type Service, services } from '../map.js';
import type { Fault, Scene } from './fault.js';
import { cameTrue, wait } from './wait.js';

/** The launcher gives up a part that ends five times in a row without having been ready. */
const mostKillsWhileStarting = 2;
const backMs = 60_000;

/** Kills a service (-9), now and then again while it starts, and waits until it is ready again. */
export function killService(service?: Service): Fault {
  return async (scene) => {
    const { chance, deployment, signal, say } = scene;
    const victim = service ?? chance.pick(services);
    const again = chance.happens(0.4) ? 1 + chance.below(mostKillsWhileStarting) : 0;
    const nth = chance.below(deployment.processesOf(victim).length);
    const began = Date.now();
    if (victim === 'notifier') deployment.jolts += again + 1;
    for (let kill = 0; kill <= again && !signal.aborted; kill += 1) {
      const running = deployment.processesOf(victim)[nth];
      if (!running || !send(running.pid, 'SIGKILL')) return;
      const isNew = () => deployment.processesOf(victim)[nth]?.pid !== running.pid;
      if (!(await cameTrue(isNew, backMs, signal, 20))) return;
      if (kill < again) await wait(chance.between(0, 1_500), signal);
    }
    await untilReady(scene, victim);
    say(`${victim} killed${again > 0 ? ` ${again + 1} times` : ''}, ready after ${seconds(began)} s`);
  };
}

/** Resolves when every process of the service is ready. */
export async function untilReady({ deployment, signal }: Scene, service: string): Promise<void> {
  await cameTrue(
    async () => {
      const all = deployment
        .processesOf(service)
        .map(({ url }) => fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }));
      return (await Promise.all(all)).every((response) => response.ok);
    },
    backMs,
    signal,
    200,
  );
}

export const seconds = (began: number): string => ((Date.now() - began) / 1_000).toFixed(1);
