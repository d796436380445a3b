import { complaintCard, type ShownComplaint } from '../complaint-card.js';
import { complaintPath } from '../complaint-path.js';
import { type Adds, example } from '../console.js';
import { deskOf } from '../who.js';

export const show: Adds = (program, { say, deployment }) => {
  program
    .command('show')
    .description('Print a complaint: what is known of it, and every word said, as far as the reader may see them.')
    .argument('<ref>', 'the reference or id of the complaint')
    .option('--as <name>', 'who reads: a customer, or staff at the desk', 'anna')
    .option('--json', 'print the answer')
    .addHelpText('after', example('show R-7K2M-9QXA --as ivan'))
    .action(async (ref: string, { as, json }: { as: string; json?: boolean }) => {
      const there = deployment();
      const complaint = await there.call(deskOf(there, as), as, complaintPath(ref));
      say(json ? JSON.stringify(complaint) : complaintCard(complaint as ShownComplaint));
    });
};
