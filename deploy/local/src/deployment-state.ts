import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RolePasswords, roles } from './postgres/database.js';

/** What stays the same from one start with a data folder to the next. */
export interface DeploymentState {
  /** The superuser's. */
  password: string;
  passwords: RolePasswords;
  /** Base64 of the 32 bytes that the vault's keys are wrapped with. */
  masterKey: string;
  /** The first port; chosen: by us among free ones, so that we may choose again. */
  ports?: { first: number; chosen: boolean };
}

/** Reads the state, or makes a new one with secrets of its own. */
export function readState(folder: string): DeploymentState {
  const secret = () => randomBytes(24).toString('base64url');
  const fresh = {
    password: secret(),
    passwords: Object.fromEntries(roles.map((role) => [role, secret()])) as RolePasswords,
    masterKey: randomBytes(32).toString('base64'),
  };
  const kept = readKept(folder);
  return { ...fresh, ...kept, passwords: { ...fresh.passwords, ...kept?.passwords } };
}

/** Writes the state so that only the owner may read it. */
export function writeState(folder: string, state: DeploymentState): void {
  const path = join(folder, 'deployment.json');
  writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function readKept(folder: string): Partial<DeploymentState> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'deployment.json'), 'utf8')) as DeploymentState;
  } catch {
    return undefined;
  }
}
