import { type Command, Option } from 'commander';
import { type Adds, example } from './console.js';
import { wholeNumber } from './numbers.js';
import { table } from './table.js';

/** A command that prints a list of one of the services, as it is for somebody. */
export interface Listing {
  name: string;
  does: string;
  service: 'intake' | 'assigner' | 'desk';
  /** Of what was typed. */
  path: string | ((arg: string) => string);
  /** Whose it is when nobody is named. */
  by: string;
  /** What it takes, and its place in the query. */
  takes?: (command: Command) => Command;
  /** What is said when there is nothing. */
  empty: string;
  columns: [heading: string, cell: string | ((item: Record<string, unknown>) => string)][];
  example: string;
}

interface List {
  items: Record<string, unknown>[];
  next?: string | null;
}

interface ListOptions {
  as: string;
  json?: boolean;
}

/** Gives what adds the command. Its options but `--as` and `--json` go into the query as they are. */
export function list(listing: Listing): Adds {
  const { name, does, service, path, by, takes = (command) => command, empty, columns } = listing;
  return (program, { say, deployment }) => {
    takes(program.command(name).description(does))
      .addOption(new Option('--as <name>', 'who asks').default(by))
      .option('--limit <number>', 'so many at most, 1 to 200', wholeNumber)
      .option('--after <next>', 'go on where the list before ended (its "next")')
      .option('--json', 'print the answer, {items,next}')
      .addHelpText('after', example(listing.example))
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const { as, json, ...query } = command.opts<ListOptions>();
        const [arg = ''] = command.processedArgs as string[];
        const address = typeof path === 'string' ? path : path(arg);
        const found = (await deployment().call(service, as, withQuery(address, query))) as List;
        if (json) return say(JSON.stringify(found));
        if (found.items.length === 0) return say(empty);
        const headings = columns.map(([heading]) => heading);
        say(
          table(
            headings,
            found.items.map((item) => columns.map(([, of]) => cell(item, of))),
          ),
        );
        if (found.next) say(`More: --after ${found.next}`);
      });
  };
}

function withQuery(path: string, options: Record<string, unknown>): string {
  const query = new URLSearchParams(
    Object.entries(options).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function cell(item: Record<string, unknown>, of: Listing['columns'][number][1]): string {
  if (typeof of === 'function') return of(item);
  const value = item[of];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value && typeof value === 'object' ? JSON.stringify(value) : '';
}
