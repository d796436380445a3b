import { readdirSync, readlinkSync } from 'node:fs';
import { cameTrue } from '../until.js';
import { type Identity, identify, isAlive } from './identity.js';

/** Sends a signal; a process that is gone already is no mistake. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks a process to end, and after so many seconds makes it. Resolves when it is gone. */
export async function end(identity: Identity, signal: NodeJS.Signals, seconds: number): Promise<void> {
  if (!isAlive(identity)) return;
  send(identity.pid, signal);
  if (await cameTrue(() => !isAlive(identity), seconds)) return;
  send(identity.pid, 'SIGKILL');
  await cameTrue(() => !isAlive(identity), 5);
}

/** Every process that works in this folder (an absolute path without links). Linux alone can tell; elsewhere none. */
export function processesIn(folder: string): Identity[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && worksIn(name, folder))
    .map((name) => identify(Number(name)))
    .filter((identity) => identity !== undefined);
}

function worksIn(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}
