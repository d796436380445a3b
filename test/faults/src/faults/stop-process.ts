import { family, signal as send } from '../deployment/processes.js';
import { type Service, services } from '../map.js';
import type { Fault } from './fault.js';
import { seconds } from './kill-service.js';
import { cameTrue, wait } from './wait.js';

export type Part = 'kafka' | 'postgres';

const backMs = 60_000;

/** Stops a service's processes for a while; longer than its session, it comes back as a zombie. */
export function stopService(ms: number, service?: Service): Fault {
  return async ({ deployment, chance, signal, say }) => {
    const victim = service ?? chance.pick(services);
    const pids = deployment.processesOf(victim).map(({ pid }) => pid);
    deployment.stopped.stop(pids);
    await wait(ms, signal);
    deployment.stopped.continue(pids);
    say(`${victim} stopped for ${ms / 1_000} s`);
  };
}

/** Stops the broker or the database with all its processes, as if the machine hung. */
export function stopPart(part: Part, ms: number): Fault {
  return async ({ deployment, signal, say }) => {
    const pid = deployment.pidOfPart(part);
    if (!pid) return;
    const pids = family(pid);
    deployment.stopped.stop(pids);
    await wait(ms, signal);
    deployment.stopped.continue(pids);
    say(`${part} stopped for ${ms / 1_000} s`);
  };
}

/** Kills the broker or the database, with all its processes or (the harder case) its main one alone. */
export function killPart(part: Part): Fault {
  return async ({ deployment, chance, signal, say }) => {
    const pid = deployment.pidOfPart(part);
    if (!pid) return;
    const began = Date.now();
    for (const one of chance.happens(0.5) ? family(pid) : [pid]) send(one, 'SIGKILL');
    await cameTrue(() => deployment.pidOfPart(part) !== pid, backMs, signal);
    say(`${part} killed, started again after ${seconds(began)} s`);
  };
}
