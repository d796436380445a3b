import { join } from 'node:path';
import { services } from '@redress/contracts';
import { readArguments, type StartOptions, UsageError, usage } from '../arguments.js';
import { emptyFolder, holdFolder, makeFolder } from './data-folder.js';
import { Deployment } from './deployment.js';
import { readState, writeState } from './deployment-state.js';
import { removeDockerBroker } from './kafka/docker-broker.js';
import { type Outside, readOutside } from './outside.js';
import { offsets, settlePorts } from './ports.js';
import { Problem } from './problem.js';
import { ancestors } from './processes/ancestors.js';
import { type Identity, isAlive } from './processes/identity.js';
import { Processes } from './processes/processes.js';
import { servicePorts } from './services.js';
import { goodbye, howToTry } from './words.js';

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the deployment until a signal or a problem ends it. Resolves with the exit code. */
async function launch(options: StartOptions, ending: AbortSignal): Promise<number> {
  const folder = makeFolder(options.data);
  const hold = await holdFolder(folder, startedBy());
  try {
    const processes = new Processes(join(folder, 'processes.json'));
    const left = await processes.endLeftovers();
    if (left > 0) print(`Ended ${left} processes that an earlier start had left behind`);
    if (options.fresh) {
      emptyFolder(folder);
      removeDockerBroker(join(folder, 'kafka'));
    }
    const outside = readOutside(process.env);
    const state = readState(folder);
    state.ports = await settlePorts(options.port, state.ports, offsetsNeeded(options.instances, outside));
    writeState(folder, state);
    return await run(
      { folder, first: state.ports.first, instances: options.instances, state, outside, processes },
      ending,
    );
  } finally {
    hold.letGo();
  }
}

type Settled = Omit<ConstructorParameters<typeof Deployment>[0], 'say' | 'gaveUp'>;

async function run(settled: Settled, ending: AbortSignal): Promise<number> {
  print(`Redress starts; its data and logs are in ${settled.folder}`);
  const say = (line: string) => print(`${seconds().padStart(6)} s  ${line}`);
  let gaveUp: (problem: Error) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    gaveUp = reject;
  });
  failed.catch(() => {});
  const deployment = new Deployment({ ...settled, say, gaveUp });
  const asked = new Promise<'asked'>((resolve) => ending.addEventListener('abort', () => resolve('asked')));
  try {
    if (ending.aborted) return 0;
    const started = deployment.start().then(() => {
      print(howToTry(deployment.endpoints(), settled.folder));
      print(`Redress is ready in ${seconds()} s: ${deployment.endpoints().web}`);
      return failed;
    });
    started.catch(() => {});
    await Promise.race([started, asked, failed]);
    return 0;
  } finally {
    if (ending.aborted) print('Ending everything; the data stays');
    await deployment.stop();
    if (ending.aborted) print(goodbye(settled.folder));
  }
}

/** The ports that must be free, counted from the first one. */
function offsetsNeeded(instances: Record<string, number>, outside: Outside): number[] {
  const { web, postgres, kafka, controller, smtp, mail, issuer } = offsets;
  return [
    web,
    ...servicePorts(instances).map(({ offset }) => offset),
    ...(outside.database ? [] : [postgres]),
    ...(outside.kafka ? [] : [kafka, controller]),
    ...(outside.smtp ? [] : [smtp, mail]),
    ...(outside.issuer ? [] : [issuer]),
  ];
}

/** Those who must live for somebody to be there who can end us: `npm start` and what it runs; started by hand, nobody. */
function startedBy(): Identity[] {
  const counts: Record<string, number> = { npm: 2, node: 1 };
  return ancestors(counts[process.env.REDRESS_STARTED_BY ?? ''] ?? 0);
}

function readOptions(): StartOptions {
  const home = join(import.meta.dirname, '../../../..');
  const options = readArguments(process.argv.slice(2), { env: process.env, cwd: process.cwd(), home });
  const unknown = Object.keys(options.instances).find((name) => !services.some((service) => service === name));
  if (unknown) throw new UsageError(`--instances: there is no service ${unknown}, only ${services.join(', ')}`);
  const more = Object.values(options.instances).reduce((sum, count) => sum + count - 1, 0);
  const room = offsets.postgres - offsets.instances;
  const tooMany = `--instances: there are ports for ${room} processes beside one of each service, not for ${more}`;
  if (more > room) throw new UsageError(tooMany);
  return options;
}

async function main(): Promise<number> {
  // Whoever read our output may be gone; that must not end us before everything else is ended.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const starters = startedBy();
  setInterval(() => !starters.every(isAlive) && ending.abort(), 1000).unref();
  try {
    const options = readOptions();
    if (options.help) {
      process.stdout.write(usage);
      return 0;
    }
    return await launch(options, ending.signal);
  } catch (error) {
    // A Ctrl-C reaches the small programs that we ask things of too, and what they then lack is no problem any more.
    if (ending.signal.aborted) return 0;
    const { message, stack } = error as Error;
    const isOurs = error instanceof Problem || error instanceof UsageError;
    process.stderr.write(`${isOurs ? message : `Redress cannot go on: ${stack ?? message}`}\n`);
    // Of npm start any problem ends with 1; a command of its own ends with 2 on wrong usage.
    return error instanceof UsageError && process.env.REDRESS_STARTED_BY !== 'npm' ? 2 : 1;
  }
}

process.exit(await main());
