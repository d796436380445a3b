import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { loadConfig, type ServiceConfig, type ServiceOptions, StartError } from '@redress/bootstrap';
import { rebuildService } from './rebuild.js';
import type { Tables } from './tables.js';

/** One line of what a rebuild writes to standard output, as JSON. `hold` waits for a line on standard input. */
export type RebuildLine =
  | { say: string; read?: number; of?: number }
  | { ask: 'hold' }
  | { different: string; keys: string[] }
  | { done: 'equal' | 'switched' | 'different' };

const tell = (line: RebuildLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/**
 * The `main` of a rebuild: `<run> [--dry-run]`, the service's own environment, lines of JSON out, a line in when the
 * service is held. Log lines go to standard error. Exits 0 when equal, 1 when not or when it could not be told.
 */
export function runRebuild<C extends ServiceConfig>(
  service: string,
  Config: new () => C,
  optionsOf: (config: C) => ServiceOptions,
  tables: Tables,
): void {
  rebuild(() => optionsOf(loadConfig(Config, process.env, service)), tables).then(
    (isEqual) => process.exit(isEqual ? 0 : 1),
    (error: unknown) => fail(error),
  );
}

async function rebuild(service: () => ServiceOptions, tables: Tables): Promise<boolean> {
  const { values, positionals } = parseArgs({ options: { 'dry-run': { type: 'boolean' } }, allowPositionals: true });
  const [run] = positionals;
  if (!run || !/^[a-z0-9_]+$/.test(run)) throw new StartError('Name the run: small letters, digits and underscores');
  const dryRun = values['dry-run'] ?? false;
  const found = await rebuildService({
    service: { ...service(), logTo: process.stderr },
    tables,
    run,
    dryRun,
    hold: held,
    progress: (say, read, of) => tell({ say, read, of }),
  });
  for (const { table, keys } of found) tell({ different: table, keys });
  tell({ done: found.length > 0 ? 'different' : dryRun ? 'equal' : 'switched' });
  return found.length === 0;
}

/**
 * Resolves with the next line of standard input. Its end, then or later, ends everything: whoever holds the service is
 * gone, so it runs again, and nothing may be switched over under it.
 */
function held(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  lines.once('close', () => fail(new StartError('The rebuild was left alone: nobody holds the service')));
  return new Promise((resolve) => {
    lines.once('line', () => resolve());
    tell({ ask: 'hold' });
  });
}

function fail(error: unknown): never {
  const { name, message } = error as Error;
  // The message of a database's error may quote rows.
  process.stderr.write(`${error instanceof StartError ? message : `The rebuild failed: ${name}`}\n`);
  process.exit(1);
}
