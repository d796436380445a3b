import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Options, readArguments, UsageError, usage } from './arguments.js';
import { type CampaignOptions, type Outcome, runCampaign } from './campaign.js';
import { Deployment } from './deployment/deployment.js';
import { namedFaults } from './faults/named.js';
import { shortPlan, shortSeconds } from './faults/plans.js';
import { runMutations } from './mutations/run-mutations.js';
import { reportOf } from './report.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const dist = join(import.meta.dirname, '../../..');
const interrupted = 130;

/** Seconds that named faults take in all, with the time to get over them. */
const spreadOver = (faults: Options['faults']): number => faults.reduce((sum, [, seconds]) => sum + seconds + 15, 5);

function mischiefOf({ calm, killServices, short, faults }: Options): Pick<CampaignOptions, 'mischief' | 'spread'> {
  if (calm) return { mischief: [] };
  if (killServices) return { mischief: 'kills' };
  if (faults.length > 0) {
    const plan = faults.map(([name, seconds]) => [namedFaults[name]?.(seconds)].filter((fault) => fault !== undefined));
    return { mischief: plan, spread: spreadOver(faults) };
  }
  return short ? { mischief: shortPlan, spread: shortSeconds } : { mischief: 'anything' };
}

function campaignOf(options: Options, signal: AbortSignal): CampaignOptions {
  const { seed, complaints, connections, lives, minutes, within, killServices, short, calm, faults } = options;
  const named = faults.length > 0;
  return {
    seed,
    complaints,
    connections,
    lives,
    ...mischiefOf(options),
    ...(minutes && { spread: minutes * 60 }),
    ...(named && { flowSeconds: within }),
    ...(!killServices && !calm && !named && { poisonEvery: 50 }),
    restSeconds: short ? 60 : Math.max(120, complaints / 50),
    signal,
    say: print,
  };
}

async function campaign(options: Options, signal: AbortSignal): Promise<number> {
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'redress-faults-'));
  print(`Seed ${options.seed}; the deployment's data and logs are in ${folder}`);
  const launcher = join(dist, 'deploy/local/src/main.js');
  const deployment = options.data
    ? Deployment.attach(folder)
    : await Deployment.start({ launcher, folder, instances: options.instances, signal });
  let outcome: Outcome;
  try {
    outcome = await runCampaign(deployment, campaignOf(options, signal));
  } finally {
    await deployment.end();
    if (signal.aborted && !options.data) rmSync(folder, { recursive: true, force: true });
  }
  print(`\n${reportOf(outcome.verdicts)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(outcome, null, 2)}\n`);
  const { violations, accepted, seconds, lived } = outcome;
  const kept = violations === 0;
  const totals = `${accepted} complaints accepted, ${lived.lives} whole lives, ${violations} violations`;
  print(`${totals}, ${seconds.all} s (seed ${options.seed})`);
  if (kept && !options.data) rmSync(folder, { recursive: true, force: true });
  else if (!kept) print(`The data and logs stay in ${folder}`);
  return kept ? 0 : 1;
}

async function main(): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
  try {
    const options = readArguments(process.argv.slice(2));
    if (options.help) {
      process.stdout.write(usage);
      return 0;
    }
    if (options.mutations) return await runMutations({ ...options, dist, signal: ending.signal, say: print });
    return await campaign(options, ending.signal);
  } catch (error) {
    if (ending.signal.aborted) {
      print('Interrupted: everything is ended');
      return interrupted;
    }
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`The campaign cannot go on: ${(error as Error).stack}\n`);
    return 1;
  }
}

process.exit(await main());
