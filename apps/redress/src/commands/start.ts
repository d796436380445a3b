import type { Command } from 'commander';
import { example } from '../console.js';
import { exits, Failure } from '../failure.js';

/** `start` is done by the program in front of this one, which can also do it before anything is built. */
export function start(program: Command): void {
  program
    .command('start')
    .description('Start the deployment on this machine, as npm start does; takes its options.')
    .argument('[options...]', 'such as --port 5000 --fresh; redress start --help lists them')
    .allowUnknownOption()
    .addHelpText('after', example('start --port 5000'))
    .action(() => {
      throw new Failure(exits.usage, 'start comes first: redress start --data DIR --port N.');
    });
}
