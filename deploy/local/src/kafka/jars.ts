import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.js';
import { lastWords, type Processes } from '../processes/processes.js';

export const kafkaVersion = '4.3.1';

/** Where all clones on this machine look for the broker's jars. */
export function jarFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'redress', `kafka-${kafkaVersion}`);
}

export function hasMaven(env: NodeJS.ProcessEnv): boolean {
  return spawnSync('mvn', ['-v'], { env, stdio: 'ignore' }).status === 0;
}

/** Has Maven bring the jars; the folder appears when it is whole. */
export async function fetchJars(
  folder: string,
  { processes, log, signal }: { processes: Processes; log: string; signal: AbortSignal },
): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  const pom = join(import.meta.dirname, '../../kafka/pom.xml');
  const args = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`];
  try {
    await processes.run({ file: 'mvn', args, log }, signal);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start may have been quicker.
    if (existsSync(folder)) return;
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`Maven could not bring Kafka's jars (${lastWords(log)}): see ${log}, then start again`);
  }
}
