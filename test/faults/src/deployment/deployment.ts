import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Endpoints, processesOf, type Running, readEndpoints } from './endpoints.js';
import { StoppedProcesses, signal } from './processes.js';

export interface StartOptions {
  /** The launcher's built main file. */
  launcher: string;
  folder: string;
  instances: Record<string, number>;
  signal: AbortSignal;
}

const startMs = 120_000;
const endMs = 25_000;
/** A server named there would take the place of a part of ours, and be killed with it. */
const replacing =
  /^(DATABASE_URL|[A-Z]+_DATABASE_URL|KAFKA_BROKERS|SMTP_URL|OIDC_ISSUER|REDRESS_TOPIC_PREFIX)(_FILE)?$/;

/** A deployment under test: found through its `endpoints.json` alone. */
export class Deployment {
  readonly stopped = new StoppedProcesses();
  /** How often the notifier, or the database beneath it, was killed, stopped or held. */
  jolts = 0;
  private last: Endpoints;

  private constructor(
    readonly folder: string,
    private readonly launcher?: ChildProcess,
  ) {
    const endpoints = readEndpoints(folder);
    if (!endpoints) throw new Error(`nothing runs in ${folder}: there is no endpoints.json; start it first`);
    this.last = endpoints;
  }

  /** One that runs already; it is left running. */
  static attach(folder: string): Deployment {
    return new Deployment(folder);
  }

  /** Starts one on free ports. Throws with its last words when it does not get ready. */
  static async start({ launcher, folder, instances, signal: ending }: StartOptions): Promise<Deployment> {
    mkdirSync(folder, { recursive: true });
    const more = Object.entries(instances).flatMap(([service, count]) => ['--instances', `${service}=${count}`]);
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !replacing.test(name)));
    const child = spawn(
      process.execPath,
      ['--disable-warning=TimeoutNegativeWarning', launcher, '--port', '0', '--data', folder, ...more],
      {
        // A Ctrl-C is ours to handle: the launcher gets its signal when the campaign has let go of everything.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...env, REDRESS_STARTED_BY: 'node', REDRESS_RATE_LIMITS: 'off' },
      },
    );
    const log = join(folder, 'launcher.log');
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => appendFileSync(log, text));
    }
    try {
      await untilReady(folder, child, ending);
      return new Deployment(folder, child);
    } catch (error) {
      await end(child);
      throw error;
    }
  }

  /** As they are now; while they are being written anew, as they were. */
  get endpoints(): Endpoints {
    this.last = readEndpoints(this.folder) ?? this.last;
    return this.last;
  }

  processesOf(service: string): Running[] {
    return processesOf(this.endpoints, service);
  }

  pidOfPart(part: string): number | undefined {
    return this.endpoints.parts[part]?.pid;
  }

  /** False when the launcher gave up. */
  get isAlive(): boolean {
    return !this.launcher || (this.launcher.exitCode === null && this.launcher.signalCode === null);
  }

  /** Everything that any process of it wrote. */
  get logs(): string[] {
    const { services, parts } = this.endpoints;
    const found = Object.values(services).flatMap((one) => [one, ...(one.instances ?? [])]);
    const files = [...found, ...Object.values(parts)].map(({ log }) => log);
    return this.launcher ? [...files, join(this.folder, 'launcher.log')] : files;
  }

  /** Lets go of everything and ends it, if it was started here. */
  async end(): Promise<void> {
    this.stopped.continueAll();
    if (this.launcher) await end(this.launcher);
  }
}

async function untilReady(folder: string, child: ChildProcess, ending: AbortSignal): Promise<void> {
  const deadline = Date.now() + startMs;
  while (!readEndpoints(folder)?.ready) {
    ending.throwIfAborted();
    const why = child.exitCode === null ? undefined : `it ended with ${child.exitCode}`;
    if (why || Date.now() > deadline) {
      throw new Error(`the deployment did not get ready: ${why ?? 'two minutes are over'}; ${lastWords(folder)}`);
    }
    await pause(200);
  }
}

function lastWords(folder: string): string {
  try {
    return readFileSync(join(folder, 'launcher.log'), 'utf8').trim().split('\n').slice(-3).join(' | ');
  } catch {
    return 'it said nothing';
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signal(child.pid ?? 0, 'SIGTERM');
  await Promise.race([ended, pause(endMs, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) signal(child.pid ?? 0, 'SIGKILL');
}
