import { namedFaults } from './faults/named.js';
import { services } from './map.js';

export const usage = `Usage: npm run faults -- [options]

Starts a deployment, posts complaints while things go wrong, waits for rest, and checks with its own eyes that nothing
was lost and nothing happened twice. Exit code 0: every promise was kept; 1: one was broken; 2: usage.

  --complaints N     how many are posted (2000; 500 with --short)
  --lives P          how many in a hundred go on to live a whole life, of messages, requests, decisions, reopenings and
                     races between them (30); the others are left to themselves. Counted at the end are those about
                     which their customer or staff did something that was accepted
  --connections N    by how many customers at once (16)
  --minutes M        spreads them over so many minutes; faults go on as long
  --seed N           the same choices again (one by chance, printed)
  --kill-services    nothing but kill -9 of services, again and again
  --fault NAME[=S]   this one, for S seconds (30); may be given several times: one after the other, and after each
                     complaints must go all the way again within 15 s
                     (a name that is not there is answered with all there are)
  --within S         so many seconds instead of the 15, on a machine that is busy otherwise
  --calm             nothing goes wrong: then nothing may be repeated either
  --short            each fault once, in less than three minutes
  --mutations        breaks the messaging in known ways, one after the other, and says which check caught each
  --only NAME        with --mutations: this one alone; may be given several times
  --instances SERVICE=N  that many processes of a service; may be given several times
  --data DIR         uses a deployment that runs there, and leaves it running; start it with REDRESS_RATE_LIMITS=off
  --json FILE        writes what was found
  --help             says this
`;

export interface Options {
  seed: number;
  complaints: number;
  connections: number;
  /** A share from 0 to 1. */
  lives: number;
  minutes?: number;
  /** Seconds in which complaints must go all the way again after a fault. */
  within: number;
  killServices: boolean;
  short: boolean;
  calm: boolean;
  /** With their seconds. */
  faults: [name: string, seconds: number][];
  mutations: boolean;
  only: string[];
  instances: Record<string, number>;
  data?: string;
  json?: string;
  help: boolean;
}

/** A mistake in the arguments: one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const flags = new Set(['--kill-services', '--calm', '--short', '--mutations', '--help', '-h']);
const valued = new Set([
  '--fault',
  '--seed',
  '--complaints',
  '--connections',
  '--lives',
  '--minutes',
  '--within',
  '--data',
  '--json',
  '--only',
  '--instances',
]);

/** Throws {@link UsageError}. */
export function readArguments(args: string[]): Options {
  const given = new Map<string, string[]>();
  const rest = args.flatMap((arg) =>
    /^--[a-z-]+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  );
  while (rest.length > 0) {
    const name = rest.shift() as string;
    if (flags.has(name)) given.set(name, []);
    else if (valued.has(name)) given.set(name, [...(given.get(name) ?? []), textOf(name, rest.shift())]);
    else throw new UsageError(`There is no ${name}: see npm run faults -- --help`);
  }
  const number = (name: string, fallback: number, least: number) =>
    numberOf(name, given.get(name)?.at(-1), fallback, least);
  const short = given.has('--short');
  const minutes = given.get('--minutes')?.at(-1);
  return {
    seed: number('--seed', Date.now() % 1_000_000, 0),
    complaints: number('--complaints', short ? 500 : 2_000, 1),
    connections: number('--connections', 16, 1),
    lives: number('--lives', 30, 0) / 100,
    ...(minutes !== undefined && { minutes: minutesOf(minutes) }),
    within: number('--within', 15, 1),
    killServices: given.has('--kill-services'),
    short,
    calm: given.has('--calm'),
    faults: (given.get('--fault') ?? []).map(faultOf),
    mutations: given.has('--mutations'),
    only: given.get('--only') ?? [],
    instances: Object.fromEntries((given.get('--instances') ?? []).map(instancesOf)),
    data: given.get('--data')?.at(-1),
    json: given.get('--json')?.at(-1),
    help: given.has('--help') || given.has('-h'),
  };
}

function textOf(name: string, value: string | undefined): string {
  if (value === undefined || value === '' || value.startsWith('--')) throw new UsageError(`${name} needs a value`);
  return value;
}

function numberOf(name: string, value: string | undefined, fallback: number, least: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw new UsageError(`${name} must be a whole number from ${least} on`);
  return number;
}

function minutesOf(value: string): number {
  const minutes = Number(value);
  if (!(minutes > 0)) throw new UsageError('--minutes must be a number above 0');
  return minutes;
}

function instancesOf(value: string): [string, number] {
  const [, service, count] = /^([a-z]+)=(\d+)$/.exec(value) ?? [];
  if (!service || !services.some((known) => known === service)) {
    throw new UsageError(`--instances must be SERVICE=N, SERVICE one of ${services.join(', ')}`);
  }
  return [service, Number(count)];
}

function faultOf(value: string): [string, number] {
  const [name = '', seconds = '30'] = value.split('=');
  if (!(name in namedFaults)) {
    throw new UsageError(`There is no fault ${name}, only ${Object.keys(namedFaults).join(', ')}`);
  }
  return [name, numberOf('--fault', seconds, 30, 1)];
}
