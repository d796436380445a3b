import { type Adds, example } from '../console.js';

export const myData: Adds = (program, { say, deployment }) => {
  program
    .command('my-data')
    .description('Print everything that is kept of a customer, as one JSON document.')
    .option('--as <name>', 'the customer', 'anna')
    .option('--json', 'on one line')
    .addHelpText('after', example('my-data --as anna > my-data.json'))
    .action(async ({ as, json }: { as: string; json?: boolean }) => {
      say(JSON.stringify(await deployment().call('intake', as, '/v1/my-data'), undefined, json ? undefined : 2));
    });
};
