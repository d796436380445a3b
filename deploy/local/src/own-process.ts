/** What the mail catcher or the issuer is started with. */
export interface ProcessSettings<Port extends string> {
  host: string;
  /** The folder for its data. */
  folder: string;
  ports: Record<Port, number>;
}

/** One that runs. */
export interface RunningProcess {
  /** Where it answers, for people. */
  where: string;
  stop(): Promise<void>;
}

const stopMs = 3_000;

/** Reads HOST, DATA_DIR and the named ports (0: the system picks). Throws an error that lists every mistake. */
export function readSettings<Port extends string>(
  env: NodeJS.ProcessEnv,
  names: readonly Port[],
): ProcessSettings<Port> {
  const mistakes: string[] = [];
  const ports = {} as Record<Port, number>;
  for (const name of names) {
    ports[name] = Number(env[name] ?? '0');
    const isPort = Number.isInteger(ports[name]) && ports[name] >= 0 && ports[name] <= 65_535;
    if (!isPort) mistakes.push(`${name} must be a port from 0 to 65535`);
  }
  const folder = env.DATA_DIR ?? '';
  if (folder === '') mistakes.push('DATA_DIR must name the folder for its data');
  if (mistakes.length > 0) throw new Error(mistakes.join('; '));
  return { host: env.HOST ?? '127.0.0.1', folder, ports };
}

/** Starts it and runs until SIGTERM or SIGINT, then ends with 0; a failed start ends with one sentence and 1. */
export async function runProcess<Port extends string>(
  name: string,
  ports: readonly Port[],
  start: (settings: ProcessSettings<Port>) => Promise<RunningProcess>,
): Promise<void> {
  try {
    const running = await start(readSettings(process.env, ports));
    process.stdout.write(`${name}: ${running.where}\n`);
    const end = (): void => {
      setTimeout(() => process.exit(0), stopMs).unref();
      void running.stop().then(() => process.exit(0));
    };
    process.once('SIGTERM', end).once('SIGINT', end);
  } catch (error) {
    process.stderr.write(`${name} cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
