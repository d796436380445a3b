import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groundOf } from '../../edges/src/ground/deployed.js';
import { Deployment } from '../../faults/src/deployment/deployment.js';
import { type Options, readArguments, UsageError, usage } from './arguments.js';
import { measureStreams } from './streams/measure.js';
import { isMet, reportOf } from './streams/report.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const launcher = join(import.meta.dirname, '../../../deploy/local/src/main.js');
const interrupted = 130;

async function bench(options: Options, signal: AbortSignal): Promise<number> {
  const { data, json, bar, seed } = options;
  const folder = data ?? mkdtempSync(join(tmpdir(), 'redress-bench-'));
  print(`Seed ${seed}; the deployment's data and logs are in ${folder}`);
  const deployment = data
    ? Deployment.attach(folder)
    : await Deployment.start({ launcher, folder, instances: {}, signal });
  try {
    const measured = await measureStreams(groundOf(deployment), { ...options, signal, say: print });
    if (signal.aborted) return interrupted;
    print(`\n${reportOf(measured, bar)}`);
    if (json) writeFileSync(json, `${JSON.stringify({ seed, bar, ...measured }, null, 2)}\n`);
    return isMet(measured, bar) ? 0 : 1;
  } finally {
    await deployment.end();
    if (!data) rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
  try {
    const options = readArguments(process.argv.slice(2));
    if (!options.help) return await bench(options, ending.signal);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    if (ending.signal.aborted) return interrupted;
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`The bench cannot go on: ${(error as Error).message}\n`);
    return 1;
  }
}

process.exit(await main());
