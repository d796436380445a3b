import { Argument } from 'commander';
import { type Adds, example } from '../console.js';
import { type Availability, availability } from './presence.js';

export const shift: Adds = (program, { say, deployment }) => {
  program
    .command('shift')
    .description('Start or end a shift, whatever the calendar says. What is held stays held.')
    .addArgument(new Argument('<what>').choices(['start', 'end']))
    .option('--as <name>', 'the specialist', 'ivan')
    .option('--json', 'print the answer')
    .addHelpText('after', example('shift end --as ivan'))
    .action(async (what: string, { as, json }: { as: string; json?: boolean }) => {
      const now = await deployment().call('assigner', as, `/v1/shift/${what}`, { method: 'POST' });
      say(json ? JSON.stringify(now) : availability(as, now as Availability));
    });
};
