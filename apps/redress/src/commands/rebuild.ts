import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import { type Exit, exits, Failure } from '../failure.js';

/** The deployment on this machine holds and lets go its services itself: its program does the work. */
const program = join(import.meta.dirname, '../../../../deploy/local/src/rebuild/main.js');

interface RebuildOptions {
  dryRun?: boolean;
  dropOld?: boolean;
}

export function rebuild(commands: Command, { deployment }: Console): void {
  commands
    .command('rebuild')
    .description('Build the tables of a service anew from the journal, prove them equal, and let them take over.')
    .argument('<service>', 'such as assigner')
    .option('--dry-run', 'only prove that they are equal')
    .option('--drop-old', 'drop the tables that were replaced, now and earlier; else they are kept aside')
    .addHelpText(
      'after',
      '\nThe service is held for the moment of the proof. Rows that differ are named by their keys.',
    )
    .addHelpText('after', example('rebuild assigner --dry-run'))
    .action(async (service: string, { dryRun, dropOld }: RebuildOptions) => {
      const { folder } = deployment();
      deployment().services(service);
      const flags = [...(dryRun ? ['--dry-run'] : []), ...(dropOld ? ['--drop-old'] : [])];
      const child = spawn(process.execPath, [program, folder, service, ...flags], { stdio: 'inherit' });
      const exit = await new Promise<number>((resolve, reject) =>
        child.on('exit', (code) => resolve(code ?? 1)).on('error', reject),
      );
      if (exit !== exits.done) throw new Failure(exit as Exit, `${service} was not rebuilt.`);
    });
}
