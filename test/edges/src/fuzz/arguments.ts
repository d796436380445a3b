import { parseArgs } from 'node:util';

export const usage = `Usage: npm run fuzz -- [options]

Starts a deployment, makes up calls from the OpenAPI documents of its services (valid, nearly valid, hostile; as people of
every role), and checks every answer: no failure of ours, as documented, nobody shown what is another's.
Exit code 0: every answer was right; 1: one was not; 2: usage.

  --calls N     how many calls (20000)
  --seed N      the same choices again (one by chance, printed)
  --parts-down  meanwhile the database and the broker are stopped and killed, one after the other
  --data DIR    uses a deployment that runs there, and leaves it running; start it with REDRESS_RATE_LIMITS=off
  --json FILE   writes what was found
  --help        says this
`;

export interface Options {
  calls: number;
  seed: number;
  partsDown: boolean;
  data: string | undefined;
  json: string | undefined;
  help: boolean;
}

/** A mistake in the arguments: one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function wholeNumber(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${name} must be a whole number`);
  return Number(value);
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    calls: text,
    seed: text,
    'parts-down': flag,
    data: text,
    json: text,
    help: { ...flag, short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}: see npm run fuzz -- --help`);
  }
}

/** Throws {@link UsageError}. */
export function readArguments(args: string[]): Options {
  const { calls, seed, 'parts-down': partsDown = false, data, json, help = false } = parse(args);
  return {
    calls: wholeNumber('--calls', calls, 20_000),
    seed: wholeNumber('--seed', seed, Date.now() % 1_000_000),
    partsDown,
    data,
    json,
    help,
  };
}
