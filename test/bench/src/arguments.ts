import { parseArgs } from 'node:util';

export const usage = `Usage: npm run bench -- streams [options]

streams   From a message written by one side (a customer, the staff) to the other side's open stream: how long it takes
          while many streams are open, beside a plain HTTP round trip in the same run.

  --streams N    how many are open, half at intake and half at the desk (200)
  --messages N   how many are written, by both sides in turn (600)
  --rate N       how many a second (10)
  --bar MS       what 99 of 100 may take at most, in milliseconds (300)
  --seed N       the same choices again (one by chance, printed)
  --data DIR     uses a deployment that runs there, and leaves it running; start it with REDRESS_RATE_LIMITS=off
  --json FILE    writes what was measured
  --help         says this

Exit code 0: the bar was met; 1: it was missed, or something was lost or came twice; 2: usage.
`;

export interface Options {
  streams: number;
  messages: number;
  rate: number;
  bar: number;
  seed: number;
  data: string | undefined;
  json: string | undefined;
  help: boolean;
}

/** A mistake in the arguments: one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const text = { type: 'string' } as const;
const known = { streams: text, messages: text, rate: text, bar: text, seed: text, data: text, json: text } as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...known, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}: see npm run bench -- --help`);
  }
}

/** Throws {@link UsageError}. */
export function readArguments(args: string[]): Options {
  const { values, positionals } = parse(args);
  const help = values.help ?? false;
  if (!help && (positionals.length !== 1 || positionals[0] !== 'streams')) {
    throw new UsageError('Say what to measure: streams. See npm run bench -- --help');
  }
  const number = (name: 'streams' | 'messages' | 'rate' | 'bar' | 'seed', fallback: number, least = 1): number => {
    const value = values[name] ?? String(fallback);
    if (!/^\d{1,9}$/.test(value) || Number(value) < least) {
      throw new UsageError(`--${name} must be a whole number from ${least} on`);
    }
    return Number(value);
  };
  return {
    streams: number('streams', 200, 2),
    messages: number('messages', 600),
    rate: number('rate', 10),
    bar: number('bar', 300),
    seed: number('seed', Date.now() % 1_000_000, 0),
    data: values.data,
    json: values.json,
    help,
  };
}
