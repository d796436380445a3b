import { family, signal as send } from '../deployment/processes.js';
import { withDatabase } from '../history/read-tables.js';
import { withAdmin } from '../history/read-topics.js';
import { type Service, services } from '../map.js';
import type { ProcessFault } from './fault.js';
import { seconds } from './kill-service.js';
import { cameTrue, wait } from './wait.js';

export type Part = 'kafka' | 'postgres';

const backMs = 60_000;

/** Stops a service's processes for a while; longer than its session, it comes back as a zombie. */
export function stopService(ms: number, service?: Service): ProcessFault {
  return async ({ deployment, chance, signal, say }) => {
    const victim = service ?? chance.pick(services);
    const pids = deployment.processesOf(victim).map(({ pid }) => pid);
    if (victim === 'notifier') deployment.jolts += 1;
    deployment.stopped.stop(pids);
    await wait(ms, signal);
    deployment.stopped.continue(pids);
    say(`${victim} stopped for ${ms / 1_000} s`);
  };
}

/** Stops the broker or the database with all its processes, as if the machine hung. */
export function stopPart(part: Part, ms: number): ProcessFault {
  return async ({ deployment, signal, say }) => {
    const pid = deployment.pidOfPart(part);
    if (!pid) return;
    const pids = family(pid);
    if (part === 'postgres') deployment.jolts += 1;
    deployment.stopped.stop(pids);
    await wait(ms, signal);
    deployment.stopped.continue(pids);
    say(`${part} stopped for ${ms / 1_000} s`);
  };
}

/** Kills the broker or the database, with all its processes or (the harder case) its main one alone; until it answers again. */
export function killPart(part: Part): ProcessFault {
  return async ({ deployment, chance, signal, say }) => {
    const pid = deployment.pidOfPart(part);
    if (!pid) return;
    const began = Date.now();
    if (part === 'postgres') deployment.jolts += 1;
    for (const one of chance.happens(0.5) ? family(pid) : [pid]) send(one, 'SIGKILL');
    await cameTrue(() => deployment.pidOfPart(part) !== pid, backMs, signal);
    const { endpoints } = deployment;
    const answers = async () => {
      if (part === 'postgres') await withDatabase(endpoints.database, (client) => client.query('SELECT'));
      else await withAdmin(endpoints, (admin) => admin.fetchOffsets({ groupId: 'faults', topics: [] }));
      return true;
    };
    await cameTrue(answers, backMs, signal);
    say(`${part} killed, there again after ${seconds(began)} s`);
  };
}
