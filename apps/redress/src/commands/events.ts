import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import { detailOf } from '../detail.js';
import { exits, Failure } from '../failure.js';
import { about, type JournalRecord } from '../journal-record.js';
import { readJournal } from '../read-journal.js';
import { columns, timeOfDay } from '../timeline.js';

interface EventsOptions {
  follow?: boolean;
  json?: boolean;
}

export function events(program: Command, { say, deployment }: Console): void {
  program
    .command('events')
    .description('Print the journal from its beginning, in order for each complaint.')
    .argument('[ref]', 'only of the complaint with this reference or id')
    .option('--follow', 'go on with what comes, until interrupted')
    .option('--json', 'print {partition,offset,headers,event} for each')
    .addHelpText('after', example('events R-7K2M-9QXA --json'))
    .action(async (ref: string | undefined, { follow = false, json }: EventsOptions) => {
      const isMeant = about(ref);
      const interrupted = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
      let found = 0;
      await readJournal(
        deployment(),
        (record) => {
          if (!isMeant(record)) return;
          found += 1;
          say(json ? JSON.stringify(record) : eventLine(record));
        },
        { follow, signal: interrupted.signal },
      );
      if (ref !== undefined && found === 0 && !follow)
        throw new Failure(exits.notFound, `The journal says nothing of ${ref}.`);
    });
}

/** `HH:MM:SS  <partition>@<offset>  <complaint id>  <event>  <source>  <detail>` */
export function eventLine({ partition, offset, event }: JournalRecord): string {
  const place = `${partition}@${offset}`;
  if (!event) return columns(['--:--:--', 8], [place, 8], ['no event', 0]);
  const name = String(event.type)
    .replace(/^redress\./, '')
    .replace(/\.v1$/, '');
  return columns(
    [timeOfDay(event.time), 8],
    [place, 8],
    [String(event.subject), 36],
    [name, 21],
    [String(event.source), 11],
    [detailOf(name, event.data ?? {}), 0],
  );
}
