import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import type { Deployment } from '../deployment.js';
import { exits, Failure } from '../failure.js';
import { moment } from '../moment.js';

interface SayAgainOptions {
  from: Date;
  to: Date;
  as: string;
  service?: string;
  json?: boolean;
}

const patienceMs = 60_000;
const pollMs = 200;

/** `outbox say-again`: what services have said is said again from their archives. */
export function outbox(program: Command, { say, deployment }: Console): void {
  const line = 'outbox say-again --from PT2H --to now';
  const group = program
    .command('outbox')
    .description('Act on what services have said.')
    .addHelpText('after', example(line));
  group
    .command('say-again')
    .description('Say again what was stored in a span of time; whoever heard it does nothing twice.')
    .requiredOption('--from <moment>', 'its beginning: 2026-11-22T10:00:00Z, or PT1H for an hour ago', (text) =>
      moment(text),
    )
    .option('--to <moment>', 'its end; now when not given', (text) => moment(text), moment('now'))
    .option('--as <name>', 'the operator', 'omar')
    .option('--service <name>', 'the service; else all of them')
    .option('--json', 'print {"services":{<name>:{"rows":N}}}')
    .addHelpText('after', example(line))
    .action(async ({ from, to, as, service, json }: SayAgainOptions) => {
      if (from >= to) throw new Failure(exits.usage, '--from must be earlier than --to.');
      const there = deployment();
      const names = there.services(service);
      const rows: Record<string, { rows: number }> = {};
      // One after the other, in the order of the pipeline: on a journal made anew, causes come first.
      for (const name of names) {
        rows[name] = { rows: await sayAgain(there, name, as, { from, to }) };
        await untilSaid(there, name);
        if (!json) say(`${name}: ${rows[name].rows} said again`);
      }
      if (json) say(JSON.stringify({ services: rows }));
    });
}

/** Resolves when nothing waits in the service's outbox. Throws {@link Failure} after a minute. */
async function untilSaid(there: Deployment, service: string): Promise<void> {
  for (const deadline = Date.now() + patienceMs; ; await pause(pollMs)) {
    const unsaid = await there.metric(service, 'redress_outbox_rows');
    if (unsaid === 0) return;
    if (Date.now() > deadline) {
      throw new Failure(exits.failed, `${service} is still saying: go on with the others when it has said everything.`);
    }
  }
}

async function sayAgain(there: Deployment, service: string, who: string, span: object): Promise<number> {
  let rows = 0;
  for (let after: string | undefined; ; ) {
    const request = { body: { ...span, after }, role: 'operator' };
    const part = (await there.call(service, who, '/v1/outbox/say-again', request)) as { rows: number; next?: string };
    rows += part.rows;
    if (!part.next) return rows;
    after = part.next;
  }
}
