import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import { exits, Failure } from '../failure.js';
import { moment } from '../moment.js';
import { SayingAgain } from '../say-again.js';

interface SayAgainOptions {
  from: Date;
  to: Date;
  as: string;
  service?: string;
  json?: boolean;
}

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
      const again = new SayingAgain(there, as, { from, to }, json ? () => {} : say);
      await (service ? again.one(service) : again.all(names));
      if (json)
        say(JSON.stringify({ services: Object.fromEntries(names.map((name) => [name, { rows: again.rows[name] }])) }));
      else for (const name of names) say(`${name}: ${again.rows[name]} said again`);
    });
}
