import { Argument } from 'commander';
import { type Adds, example } from '../console.js';

export const presence: Adds = (program, { say, deployment }) => {
  program
    .command('presence')
    .description('Say whether one is at work: only who is present and on shift is given complaints.')
    .addArgument(new Argument('<where>').choices(['here', 'away']))
    .option('--as <name>', 'the specialist', 'ivan')
    .option('--json', 'print the answer')
    .addHelpText('after', example('presence away --as ivan'))
    .action(async (where: string, { as, json }: { as: string; json?: boolean }) => {
      const body = { present: where === 'here' };
      const now = await deployment().call('assigner', as, '/v1/presence', { body });
      say(json ? JSON.stringify(now) : availability(as, now as Availability));
    });
};

export interface Availability {
  present: boolean;
  onShift: boolean;
}

export function availability(who: string, { present, onShift }: Availability): string {
  return `${who}  ${present ? 'here' : 'away'}  ${onShift ? 'on shift' : 'off shift'}`;
}
