export const usage: string;
/** How many ports a deployment may use, from its first one on. */
export const portsUsed: number;

/** A mistake in the arguments: one sentence. */
export class UsageError extends Error {}

export interface StartOptions {
  /** undefined: the ones used last, else the default. */
  port: number | undefined;
  /** An absolute path. */
  data: string;
  instances: Record<string, number>;
  fresh: boolean;
  help: boolean;
}

/** Reads the arguments. Throws UsageError. Folders are meant from `cwd`, the default one is in `home`. */
export function readArguments(
  args: readonly string[],
  where: { env: NodeJS.ProcessEnv; cwd: string; home: string },
): StartOptions;
