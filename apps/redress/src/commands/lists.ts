import type { Command } from 'commander';
import { type Console, example } from '../console.js';
import { wholeNumber } from '../numbers.js';
import { table } from '../table.js';

interface ListOptions {
  as: string;
  limit?: number;
  after?: string;
  json?: boolean;
}

interface List {
  items: Record<string, unknown>[];
  next?: string | null;
}

interface Listing {
  name: string;
  service: string;
  path: string;
  who: string;
  description: string;
  whose: string;
  empty: string;
  shows: [heading: string, field: string][];
}

const listings: Listing[] = [
  {
    name: 'queue',
    service: 'assigner',
    path: '/v1/queue',
    who: 'ivan',
    description: "Print a specialist's queue, in due order.",
    whose: 'the specialist',
    empty: 'The queue is empty.',
    shows: [
      ['reference', 'reference'],
      ['status', 'status'],
      ['category', 'category'],
      ['language', 'language'],
      ['complexity', 'complexity'],
      ['due', 'due'],
      ['reason', 'reason'],
    ],
  },
  {
    name: 'complaints',
    service: 'intake',
    path: '/v1/complaints',
    who: 'anna',
    description: "Print a customer's complaints.",
    whose: 'the customer',
    empty: 'There are no complaints.',
    shows: [
      ['reference', 'reference'],
      ['status', 'status'],
      ['label', 'label'],
      ['category', 'category'],
      ['received', 'receivedAt'],
      ['promised by', 'promisedBy'],
      ['specialist', 'specialist'],
    ],
  },
];

/** `queue` and `complaints`: one person's list, at the service that owns it. */
export function lists(program: Command, console: Console): void {
  for (const listing of listings) addList(program, console, listing);
}

function addList(program: Command, { say, deployment }: Console, listing: Listing): void {
  const { name, service, path, who, description, whose, empty, shows } = listing;
  program
    .command(name)
    .description(description)
    .option('--as <name>', whose, who)
    .option('--limit <number>', 'so many at most, 1 to 200', wholeNumber)
    .option('--after <next>', 'go on where the list before ended (its "next")')
    .option('--json', 'print the answer, {items,next}')
    .addHelpText('after', example(`${name} --as ${who}`))
    .action(async ({ as, limit, after, json }: ListOptions) => {
      const query = new URLSearchParams({
        ...(limit !== undefined && { limit: String(limit) }),
        ...(after !== undefined && { after }),
      }).toString();
      const list = (await deployment().call(service, as, query ? `${path}?${query}` : path)) as List;
      if (json) return say(JSON.stringify(list));
      if (list.items.length === 0) return say(empty);
      say(
        table(
          shows.map(([heading]) => heading),
          list.items.map((item) => shows.map(([, field]) => cell(item[field]))),
        ),
      );
      if (list.next) say(`More: --after ${list.next}`);
    });
}

function cell(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value && typeof value === 'object' ? JSON.stringify(value) : '';
}
