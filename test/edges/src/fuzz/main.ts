import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from '../../../faults/src/deployment/deployment.js';
import { groundOf } from '../ground/deployed.js';
import { type Options, readArguments, UsageError, usage } from './arguments.js';
import { runFuzz } from './fuzz.js';
import { takePartsDown } from './parts-down.js';
import { reportOf } from './report.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const launcher = join(import.meta.dirname, '../../../../deploy/local/src/main.js');
const interrupted = 130;
const betweenLines = 10_000;

function progressOf(calls: number): (done: number, violations: number) => void {
  let last = performance.now();
  return (done, violations) => {
    if (performance.now() - last < betweenLines) return;
    last = performance.now();
    print(`${done} of ${calls} calls, ${violations} violations`);
  };
}

async function fuzz({ calls, seed, partsDown, data, json }: Options, signal: AbortSignal): Promise<number> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'redress-fuzz-'));
  print(`Seed ${seed}; the deployment's data and logs are in ${folder}`);
  const deployment = data
    ? Deployment.attach(folder)
    : await Deployment.start({ launcher, folder, instances: {}, signal });
  let isKept = false;
  try {
    const meanwhile = (signal: AbortSignal) => takePartsDown(deployment, { seed, signal, say: print });
    const options = { calls, seed, signal, progress: progressOf(calls), ...(partsDown && { meanwhile }) };
    const findings = await runFuzz(groundOf(deployment), options);
    if (signal.aborted) return interrupted;
    print(reportOf(findings));
    if (json) writeFileSync(json, `${JSON.stringify(findings, null, 2)}\n`);
    const { violations, seconds, calls: made } = findings;
    print(`\n${made} calls, ${violations.length} violations, ${seconds} s (seed ${seed})`);
    isKept = violations.length > 0;
    if (isKept) print(`The data and logs stay in ${folder}`);
    return isKept ? 1 : 0;
  } finally {
    await deployment.end();
    if (!isKept && !data) rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
  try {
    const options = readArguments(process.argv.slice(2));
    if (!options.help) return await fuzz(options, ending.signal);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    if (ending.signal.aborted) return interrupted;
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`The fuzzing cannot go on: ${(error as Error).message}\n`);
    return 1;
  }
}

process.exit(await main());
