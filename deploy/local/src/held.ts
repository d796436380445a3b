import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Identity, identify, isAlive } from './processes/identity.js';
import { until } from './until.js';

/** While it lasts, the launcher starts no process of the service. It ends with `letGo`, or with this process. */
export function hold(folder: string, service: string): { letGo(): void } {
  mkdirSync(folder, { recursive: true });
  const marker = join(folder, service);
  writeFileSync(marker, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  return { letGo: () => rmSync(marker, { force: true }) };
}

/** Resolves as soon as nobody who lives holds the service; rejects when the signal aborts. */
export function untilLetGo(folder: string, service: string, signal?: AbortSignal): Promise<void> {
  return until(() => !isHeld(folder, service), signal);
}

export function isHeld(folder: string, service: string): boolean {
  try {
    return isAlive(JSON.parse(readFileSync(join(folder, service), 'utf8')) as Identity);
  } catch {
    return false;
  }
}
