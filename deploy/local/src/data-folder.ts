import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from './problem.js';
import { end } from './processes/end.js';
import { type Identity, identify, isAlive } from './processes/identity.js';

/** Who uses a data folder. */
interface Holder extends Identity {
  /** The processes that must live too, else nobody can end the holder and it has been left behind. */
  startedBy: Identity[];
}

/** What the deployment keeps in its folder and `--fresh` forgets. */
const contents = ['postgres', 'kafka', 'mail', 'issuer', 'logs', 'held', 'deployment.json', 'endpoints.json'];
const grace = 20;

/** Makes the folder when it is missing. Gives its path without links. */
export function makeFolder(path: string): string {
  try {
    makeEach(path);
    const folder = realpathSync(path);
    // As root, PostgreSQL's account must be able to pass through to its own folder.
    if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new Problem(`The data folder ${path} cannot be used (${code}): choose another with --data`);
  }
}

/** As `mkdir -p`: Node's own recursion never ends where a file system refuses new folders with ENOENT, as /proc does. */
function makeEach(path: string): void {
  if (existsSync(path)) return;
  makeEach(dirname(path));
  mkdirSync(path);
}

/**
 * Takes the folder for this process, until `letGo` or the process's end. A launcher that was killed, or left behind by those
 * who started it, gives way; one that is in use is a problem.
 */
export async function holdFolder(folder: string, startedBy: Identity[]): Promise<{ letGo(): void }> {
  const lock = join(folder, 'lock');
  const mine = `${lock}.${process.pid}`;
  const me = identify(process.pid) as Identity;
  for (;;) {
    await endAbandoned(readHolder(lock));
    const holder = readHolder(lock);
    if (holder && isAlive(holder)) throw inUse(folder, holder.pid);
    writeFileSync(mine, JSON.stringify({ ...me, startedBy } satisfies Holder), { mode: 0o600 });
    if (!take(mine, lock, holder !== undefined)) continue;
    // Another start may have seen the same dead holder at the same moment: the last one to take its place stays.
    await pause(50);
    const now = readHolder(lock);
    if (now?.pid === me.pid) return { letGo: () => rmSync(lock, { force: true }) };
    throw inUse(folder, now?.pid);
  }
}

/** Forgets the data of earlier starts. */
export function emptyFolder(folder: string): void {
  for (const name of contents) rmSync(join(folder, name), { recursive: true, force: true });
}

async function endAbandoned(holder: Holder | undefined): Promise<void> {
  if (holder && !holder.startedBy.every(isAlive)) await end(holder, 'SIGTERM', grace);
}

function take(mine: string, lock: string, fromTheDead: boolean): boolean {
  if (fromTheDead) {
    renameSync(mine, lock);
    return true;
  }
  try {
    linkSync(mine, lock);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function inUse(folder: string, pid: number | undefined): Problem {
  return new Problem(
    `The data folder ${folder} is in use by a deployment that runs (process ${pid}): end that one, or start beside it with --data DIR --port 0`,
  );
}
