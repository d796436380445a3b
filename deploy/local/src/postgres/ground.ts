import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../problem.js';

interface Account {
  uid: number;
  gid: number;
}

/** How PostgreSQL's programs are started on this machine, which refuse to run as root. */
export interface Ground {
  /** The account that owns the data; undefined when it is our own. */
  account?: Account;
  /** The command that starts a program as that account. */
  start(file: string, args: readonly string[]): { file: string; args: readonly string[]; uid?: number; gid?: number };
}

/**
 * As an ordinary user: simply so. As root: as the account that owns the data folder already, else nobody. Where that
 * account may not enter a folder on the way (a clone in /root, a data folder from mktemp), it gets the right to
 * search folders and nothing more.
 */
export function findGround(dataDir: string, binaries: readonly string[]): Ground {
  if (process.getuid?.() !== 0) return { start: (file, args) => ({ file, args }) };
  const account = ownerOf(dataDir) ?? passwdEntry('nobody') ?? passwdEntry('postgres');
  if (!account)
    throw new Problem('PostgreSQL refuses to run as root and there is no user nobody: start as another user');
  for (const file of binaries) if ((statSync(file).mode & 0o1) === 0) chmodSync(file, 0o755);
  const barred = [dataDir, ...binaries].flatMap((path) => folderBarredTo(account, path) ?? []);
  if (barred.length === 0) return { account, start: (file, args) => ({ file, args, ...account }) };
  const prefix = searchRight(account);
  if (spawnSync('setpriv', [...prefix, 'true']).status === 0) {
    return { account, start: (file, args) => ({ file: 'setpriv', args: [...prefix, file, ...args] }) };
  }
  throw new Problem(
    `PostgreSQL refuses to run as root and the user nobody may not enter ${barred[0]}: run "chmod o+x ${barred[0]}", or keep the clone and its data elsewhere`,
  );
}

function searchRight({ uid, gid }: Account): string[] {
  const right = '+dac_read_search';
  const account = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  // Without the last one, a program that asks whether it may open a file is told about the account alone.
  return [...account, `--inh-caps=${right}`, `--ambient-caps=${right}`, '--securebits=+no_setuid_fixup'];
}

/** The nearest folder above a path that an account may not pass through. */
function folderBarredTo({ uid, gid }: Account, path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function ownerOf(dataDir: string): Account | undefined {
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

function passwdEntry(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
