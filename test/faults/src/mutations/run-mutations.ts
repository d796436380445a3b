import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Options, UsageError } from '../arguments.js';
import { runCampaign } from '../campaign.js';
import { Deployment } from '../deployment/deployment.js';
import { type Mutation, mutations } from './list.js';
import { applyPatches, copyBuild, misfits } from './patch.js';

export interface MutationRun extends Options {
  dist: string;
  signal: AbortSignal;
  say(line: string): void;
}

interface Caught {
  name: string;
  breaks: string;
  /** The checks that caught it, with how often. */
  by: Record<string, number>;
  seconds: number;
}

const complaints = 120;
const connections = 8;
/** Seconds that the complaints are spread over, so that every fault meets some of them. */
const spread = 8;
/** What is broken may never come to rest. */
const restSeconds = 20;

/** Breaks the messaging in each known way and lets a campaign find out. Resolves with the exit code: 1 when one was not caught. */
export async function runMutations(run: MutationRun): Promise<number> {
  const { only, say, json, dist } = run;
  const strange = only.find((name) => !mutations.some((mutation) => mutation.name === name));
  if (strange) throw new UsageError(`There is no ${strange}, only ${mutations.map(({ name }) => name).join(', ')}`);
  const wanted = mutations.filter(({ name }) => only.length === 0 || only.includes(name));
  const unfit = wanted.flatMap(({ name, patches }) => misfits(dist, patches).map((misfit) => `${name}: ${misfit}`));
  if (unfit.length > 0) throw new Error(`what is to be broken has changed, mend the mutations:\n${unfit.join('\n')}`);
  const results: Caught[] = [];
  for (const mutation of wanted) {
    say(`\n${mutation.name}: ${mutation.breaks}`);
    results.push(await tryOne(mutation, run));
    say(lineOf(results.at(-1) as Caught));
  }
  say(`\n${results.map(lineOf).join('\n')}`);
  const missed = results.filter(({ by }) => Object.keys(by).length === 0);
  say(`\n${results.length - missed.length} of ${results.length} caught`);
  if (json) writeFileSync(json, `${JSON.stringify({ mutations: results, missed: missed.length }, null, 2)}\n`);
  return missed.length === 0 ? 0 : 1;
}

function lineOf({ name, by, seconds }: Caught): string {
  const checks = Object.entries(by).map(([check, count]) => `${check} (${count})`);
  return `${name.padEnd(22)} ${checks.length > 0 ? `caught by ${checks.join(', ')}` : 'NOT CAUGHT'}, ${seconds} s`;
}

async function tryOne({ name, breaks, patches, plan, instances = {} }: Mutation, run: MutationRun): Promise<Caught> {
  const { dist, seed, signal, say } = run;
  const began = Date.now();
  const copy = copyBuild(dist);
  try {
    applyPatches(copy, dist, patches);
    const launcher = join(copy, 'dist/deploy/local/src/main.js');
    const deployment = await Deployment.start({ launcher, folder: join(copy, 'data'), instances, signal });
    try {
      const options = { seed, complaints, connections, lives: 0, spread, mischief: plan, restSeconds, signal, say };
      const { verdicts } = await runCampaign(deployment, options);
      const broken = verdicts.filter(({ violations }) => violations.length > 0);
      const by = Object.fromEntries(broken.map((verdict) => [verdict.name, verdict.violations.length]));
      return { name, breaks, by, seconds: Math.round((Date.now() - began) / 1_000) };
    } finally {
      await deployment.end();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
