import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Service } from '../map.js';
import type { Fault } from './fault.js';
import { wait } from './wait.js';

const patienceMs = 20_000;

/** One more process of a service joins for a few seconds and leaves in order or is killed, again and again. */
export function comeAndGo(service: Service, ms: number): Fault {
  return async ({ deployment, chance, signal, say }) => {
    const until = Date.now() + ms;
    let came = 0;
    while (Date.now() < until && !signal.aborted) {
      const running = deployment.processesOf(service)[0];
      const child = running && startLike(running.pid, running.log);
      if (!child) {
        await wait(200, signal);
        continue;
      }
      came += 1;
      if (service === 'notifier') deployment.jolts += 1;
      await wait(chance.between(2_500, 6_000), signal);
      await end(child, chance.happens(0.3));
      await wait(chance.between(500, 2_000), signal);
    }
    say(`one more ${service} came and went ${came} times`);
  };
}

/** Starts what a process is, with its arguments and environment, on a port of its own. */
function startLike(pid: number, log: string): ChildProcess | undefined {
  let program: string[];
  let env: Record<string, string>;
  try {
    program = partsOf(pid, 'cmdline');
    env = Object.fromEntries(partsOf(pid, 'environ').map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  } catch {
    // It was killed a moment ago.
    return undefined;
  }
  const [command, ...rest] = program;
  if (!command) return undefined;
  const output = openSync(log, 'a');
  const child = spawn(command, rest, { env: { ...env, PORT: '0' }, stdio: ['ignore', output, output] });
  closeSync(output);
  child.on('error', () => undefined);
  return child;
}

const partsOf = (pid: number, file: 'cmdline' | 'environ'): string[] =>
  readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0').slice(0, -1);

async function end(child: ChildProcess, atOnce: boolean): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(atOnce ? 'SIGKILL' : 'SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}
