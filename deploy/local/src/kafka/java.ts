import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A Java that can run the broker. */
export interface FoundJava {
  java: string;
  /** All it says of its version. */
  version: string;
}

/** A Java, or why there is none, in words that follow "because". */
export type JavaFound = FoundJava | { lack: string };

const oldest = 17;

/** Looks at JAVA_HOME first, then at the path. */
export function findJava(env: NodeJS.ProcessEnv): JavaFound {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  const said = spawnSync(java, ['-version'], { encoding: 'utf8', env });
  if (said.error || said.status !== 0) {
    return { lack: env.JAVA_HOME ? `JAVA_HOME names no Java (${java} does not run)` : 'there is no Java on the path' };
  }
  const version = javaVersion(said.stderr);
  return version >= oldest
    ? { java, version: said.stderr }
    : { lack: `${java} is Java ${version || 'of unknown version'}, too old` };
}

/** The feature number in what `java -version` says; 0 when it cannot be read. */
export function javaVersion(said: string): number {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(said) ?? [];
  return Number((first === '1' ? second : first) ?? 0);
}
