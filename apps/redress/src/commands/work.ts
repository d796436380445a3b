import type { Command } from 'commander';
import { complaintId } from '../complaint-id.js';
import { type Console, example } from '../console.js';

interface WorkOptions {
  as: string;
  reason?: string;
  to?: string;
  json?: boolean;
}

/** `claim`, `start-work` and `hand-over`: what a specialist does with one complaint. */
export function work(program: Command, console: Console): void {
  addWork(program, console, 'claim', 'claim', 'Take a complaint.');
  addWork(program, console, 'start-work', 'start', 'Begin to work on a complaint one holds.');
  addWork(program, console, 'hand-over', 'hand-over', 'Give a complaint one holds to somebody else.')
    .requiredOption('--reason <text>', 'why')
    .option('--to <specialist>', 'to whom; else whoever can take it');
}

function addWork(program: Command, { say, deployment }: Console, name: string, call: string, does: string): Command {
  return program
    .command(name)
    .description(does)
    .argument('<ref>', 'the reference or id of the complaint')
    .option('--as <name>', 'the specialist', 'ivan')
    .option('--json', 'print the answer')
    .addHelpText(
      'after',
      example(`${name} R-7K2M-9QXA --as ivan${name === 'hand-over' ? ' --reason "my shift ends"' : ''}`),
    )
    .action(async (ref: string, { as, json, ...body }: WorkOptions) => {
      const there = deployment();
      const id = await complaintId(there, ref);
      const answer = await there.call('assigner', as, `/v1/complaints/${encodeURIComponent(id)}/${call}`, { body });
      say(json ? JSON.stringify(answer) : `${ref}: done`);
    });
}
