import { setTimeout as pause } from 'node:timers/promises';
import { type Status, statuses } from '@redress/lifecycle';
import { type Command, Option } from 'commander';
import { complaintPath } from '../complaint-path.js';
import { type Console, example } from '../console.js';
import { exits, Failure } from '../failure.js';
import { seconds } from '../numbers.js';
import { timelineLine, Watch, type WatchedComplaint } from '../timeline.js';
import { deskOf } from '../who.js';

interface WatchOptions {
  as: string;
  until: Status;
  timeout: number;
  json?: boolean;
}

const pollMs = 150;

export function watch(program: Command, { say, deployment }: Console): void {
  program
    .command('watch')
    .description('Print what happens to a complaint, a line for each entry of its timeline, as it comes.')
    .argument('<ref>', 'the reference or id of the complaint')
    .option('--as <name>', 'who reads: a customer, or staff at the desk', 'anna')
    .addOption(
      new Option('--until <status>', 'end when it is, or was, in this status').choices(statuses).default('assigned'),
    )
    .option('--timeout <seconds>', 'give up after so long', seconds, 30)
    .option('--json', 'print each entry as JSON, with the status and label after it')
    .addHelpText('after', '\nA line is: HH:MM:SS  <event>  <status>  <label>  <detail>')
    .addHelpText('after', example('watch R-7K2M-9QXA --until assigned --timeout 10'))
    .action(async (ref: string, { as, until, timeout, json }: WatchOptions) => {
      const there = deployment();
      const service = deskOf(there, as);
      const watched = new Watch();
      const deadline = Date.now() + timeout * 1000;
      for (;;) {
        const complaint = (await there.call(service, as, complaintPath(ref))) as WatchedComplaint;
        const fresh = watched.fresh(complaint);
        for (const entry of fresh) say(json ? JSON.stringify(entry) : timelineLine(entry));
        if (complaint.status === until || fresh.some(({ status }) => status === until)) return;
        if (Date.now() >= deadline) {
          const sentence = `${complaint.reference} is ${complaint.status} after ${timeout} s and was not seen ${until}.`;
          throw new Failure(exits.failed, sentence);
        }
        await pause(pollMs);
      }
    });
}
