import { join } from 'node:path';
import type { Part } from './part.js';
import { end } from './processes/end.js';
import type { Processes } from './processes/processes.js';
import { until } from './until.js';

export interface NodePartOptions {
  name: string;
  /** The built file that the process runs. */
  script: string;
  /** What it finds in its environment besides our own. */
  env: Record<string, string>;
  log: string;
  /** Answers 200 when the part is ready. */
  readyUrl: string;
}

const stopSeconds = 8;
/** Every process of the deployment starts a third quicker with what the earlier ones have compiled. */
const compiled = join(import.meta.dirname, '../../../.compiled');

/** A program of this project in a process of its own. */
export function nodePart({ name, script, env, log, readyUrl }: NodePartOptions, processes: Processes): Part {
  const flags = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];
  return {
    name,
    log,
    launch: () =>
      processes.launch({
        file: process.execPath,
        args: [...flags, script],
        env: environment({ NODE_COMPILE_CACHE: compiled, SHUTDOWN_SECONDS: String(stopSeconds - 1), ...env }),
        log,
      }),
    ready: (signal) => until(() => isOk(readyUrl), signal),
    stop: (started) => end(started, 'SIGTERM', stopSeconds),
  };
}

/** Ours, with the given values; a file that was named for one of them no longer counts. */
function environment(values: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !(name.replace(/_FILE$/, '') in values));
  return { ...Object.fromEntries(inherited), ...values };
}

async function isOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await response.arrayBuffer();
  return response.ok;
}
