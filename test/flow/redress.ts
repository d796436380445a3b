import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the tests of the whole look: what `endpoints.json` says. */
export interface Endpoints {
  ready: boolean;
  services: Record<string, { url: string; pid: number; log: string }>;
  parts: Record<string, { pid: number; log: string }>;
  kafka: string[];
  mail: { http: string };
  oidc: string;
  people: Record<string, { token: string }>;
}

/** A command line's end. */
export interface Said {
  exit: number;
  stdout: string;
  stderr: string;
}

const home = resolve(import.meta.dirname, '../..');
/** A server named there would take the place of a part of ours. */
const replacing =
  /^(DATABASE_URL|[A-Z]+_DATABASE_URL|KAFKA_[A-Z_]+|SMTP_URL|OIDC_ISSUER|REDRESS_[A-Z_]+|VAULT_MASTER_KEY)(_FILE)?$/;

/** Redress as a user starts it and drives it. */
export class Redress {
  private lines = '';
  private readonly exited: Promise<number | null>;

  private constructor(
    private readonly launcher: ChildProcess,
    private readonly folder: string,
  ) {
    this.exited = new Promise((settle) => launcher.once('exit', settle));
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.lines += text.toString();
      });
    }
  }

  static start(folder: string): Redress {
    const args = [join(home, 'deploy/local/start.mjs'), '--port', '0', '--data', folder];
    // As under npm, which ends it when we are no more; in a group of its own, as a terminal would give it.
    const npm = { npm_lifecycle_event: 'start', npm_package_json: join(home, 'package.json') };
    const env = { ...environment(folder), ...npm };
    const launcher = spawn('node', args, { cwd: home, env, detached: true, stdio: 'pipe' });
    return new Redress(launcher, folder);
  }

  /** Everything the launcher has printed. */
  get printed(): string {
    return this.lines;
  }

  get endpoints(): Endpoints {
    return JSON.parse(readFileSync(join(this.folder, 'endpoints.json'), 'utf8')) as Endpoints;
  }

  /** True when it is ready. Throws when it ended instead. */
  isReady(): boolean {
    if (this.launcher.exitCode !== null) throw new Error(`the launcher ended: ${this.lines}`);
    return this.lines.includes('Redress is ready in');
  }

  /** Runs `npx redress …`. */
  command(...args: string[]): Promise<Said> {
    const program = join(home, 'apps/redress/bin/redress.mjs');
    return new Promise((settle) => {
      execFile('node', [program, ...args], { cwd: home, env: environment(this.folder) }, (error, stdout, stderr) => {
        settle({ exit: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      });
    });
  }

  /** Sends the signal that a terminal sends to all in it. Resolves with the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.launcher.exitCode === null && this.launcher.pid) process.kill(-this.launcher.pid, signal);
    return this.exited;
  }
}

/** Ids of the processes that belong to a data folder: it stands in their environment, or they work in it. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && belongsTo(folder, name))
    .map(Number);
}

function belongsTo(folder: string, pid: string): boolean {
  try {
    const isInside = `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`);
    return isInside || readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`REDRESS_DATA=${folder}\0`);
  } catch {
    return false;
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !replacing.test(name));
  return { ...Object.fromEntries(kept), REDRESS_DATA: folder };
}
