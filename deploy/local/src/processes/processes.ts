import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../problem.js';
import { end } from './end.js';
import { type Identity, identify } from './identity.js';

const logLimit = 50 * 1024 * 1024;

/** What to start, as whom and where its output goes. */
export interface Command {
  file: string;
  args: readonly string[];
  log: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

/** A process we started. */
export interface Started extends Identity {
  /** Resolves when it ended, with the way it ended in words. */
  exited: Promise<Exit>;
  running(): boolean;
  /** What it has written so far in plain words: its output without the lines of JSON. */
  plainWords(): string;
}

export interface Exit {
  code: number | null;
  /** "exit code 1", "signal SIGKILL". */
  how: string;
}

/**
 * Starts processes in groups of their own, so that a Ctrl-C in the terminal reaches the launcher alone, and keeps a record
 * of them in a file (when one is given) for the start after a launcher that was killed.
 */
export class Processes {
  private readonly started = new Map<number, Identity>();

  constructor(private readonly record?: string) {}

  /** Rejects when the program cannot be started at all. */
  async launch(command: Command): Promise<Started> {
    const log = openLog(command.log);
    const { size: begin } = fstatSync(log);
    try {
      const child = spawn(command.file, command.args, {
        cwd: command.cwd,
        env: command.env ?? process.env,
        uid: command.uid,
        gid: command.gid,
        detached: true,
        stdio: ['ignore', log, log],
      });
      const spawned = new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
      const identity = child.pid === undefined ? undefined : identify(child.pid);
      if (identity) this.remember(identity);
      const exited = new Promise<Exit>((resolve) =>
        child.once('exit', (code, signal) => {
          if (identity) this.forget(identity);
          resolve({ code, how: signal ? `signal ${signal}` : `exit code ${code}` });
        }),
      );
      await spawned;
      child.on('error', () => {});
      const running = () => child.exitCode === null && child.signalCode === null;
      const plainWords = () => plainLines(readFileSync(command.log).subarray(begin).toString('utf8'));
      return { pid: child.pid as number, started: identity?.started ?? '', exited, running, plainWords };
    } catch (error) {
      throw new Problem(`${command.file} cannot be started: ${(error as Error).message}`);
    } finally {
      closeSync(log);
    }
  }

  /** Runs a program to its end; rejects with its last words when it fails, and ends it when the signal aborts. */
  async run(command: Command, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const child = await this.launch(command);
    const stop = () => void end(child, 'SIGTERM', 3);
    signal?.addEventListener('abort', stop, { once: true });
    const exit = await child.exited;
    signal?.removeEventListener('abort', stop);
    signal?.throwIfAborted();
    if (exit.code !== 0) throw new Problem(`${command.file} ended with ${exit.how}: ${lastWords(command.log)}`);
  }

  /** Ends what an earlier launcher recorded and left behind. Says how many there were. */
  async endLeftovers(): Promise<number> {
    const left = readRecord(this.record).filter((identity) => identify(identity.pid)?.started === identity.started);
    // PostgreSQL takes SIGINT as "now, but in order"; the others take it as they take SIGTERM.
    await Promise.all(left.map((identity) => end(identity, 'SIGINT', 3)));
    this.write();
    return left.length;
  }

  private remember(identity: Identity): void {
    this.started.set(identity.pid, identity);
    this.write();
  }

  private forget(identity: Identity): void {
    this.started.delete(identity.pid);
    this.write();
  }

  private write(): void {
    if (!this.record) return;
    writeFileSync(`${this.record}.new`, JSON.stringify([...this.started.values()]), { mode: 0o600 });
    renameSync(`${this.record}.new`, this.record);
  }
}

/** The last line a program wrote that says something; of a line of JSON its message. */
export function lastWords(log: string): string {
  const lines = readFileSync(log, 'utf8').slice(-8192).split('\n');
  const last = lines.findLast((line) => line.trim() !== '')?.trim() ?? 'nothing';
  try {
    return (JSON.parse(last) as { msg?: string }).msg ?? last;
  } catch {
    return last;
  }
}

const plainLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n')
    .trim();

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function readRecord(path: string | undefined): Identity[] {
  try {
    return path ? (JSON.parse(readFileSync(path, 'utf8')) as Identity[]) : [];
  } catch {
    return [];
  }
}
