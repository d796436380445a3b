import { parseArgs } from 'node:util';
import { services } from '@redress/contracts';
import { Problem } from '../problem.js';
import { rebuild } from './rebuild.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `FOLDER SERVICE [--dry-run] [--drop-old]`: exits 0 when equal, 1 when not or when it could not be told, 2 on wrong usage. */
async function main(): Promise<number> {
  const options = { 'dry-run': { type: 'boolean' }, 'drop-old': { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder, name] = positionals;
  const service = services.find((known) => known === name);
  if (!folder || !service) {
    process.stderr.write(`There is no service ${name}, only ${services.join(', ')}.\n`);
    return 2;
  }
  const dryRun = values['dry-run'] ?? false;
  const dropOld = values['drop-old'] ?? false;
  return (await rebuild({ folder, service, dryRun, dropOld, say: print })) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { message, stack } = error as Error;
  process.stderr.write(`${error instanceof Problem ? message : `The rebuild cannot go on: ${stack ?? message}`}\n`);
  process.exitCode = 1;
}
