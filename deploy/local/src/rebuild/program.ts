import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Problem } from '../problem.js';

/** What a service's rebuild says, a line of JSON each. */
type Line =
  | { say: string; read?: number; of?: number }
  | { ask: 'hold' }
  | { different: string; keys: string[] }
  | { done: 'equal' | 'switched' | 'different' };

export interface RebuildProgram {
  script: string;
  args: string[];
  env: Record<string, string>;
  /** Holds the service when the rebuild asks for it. */
  hold(): Promise<void>;
  say(line: string): void;
}

const lineMs = 1_000;

/** Runs a service's own rebuild in a process. Resolves with how it ended. Throws {@link Problem} when it could not be told. */
export async function runProgram(program: RebuildProgram): Promise<'equal' | 'switched' | 'different'> {
  const child = spawn(process.execPath, ['--enable-source-maps', program.script, ...program.args], {
    env: { ...process.env, ...program.env },
    stdio: 'pipe',
  });
  const stop = (): void => void child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const complaints: Buffer[] = [];
  child.stderr.on('data', (part: Buffer) => complaints.push(part));
  const exited = once(child, 'close');
  const outcome = await hear(child, program);
  await exited;
  if (outcome) return outcome;
  throw new Problem(`The rebuild ended early: ${lastLine(complaints) || 'it said nothing'}`);
}

async function hear(child: ChildProcessWithoutNullStreams, { hold, say }: RebuildProgram) {
  let outcome: 'equal' | 'switched' | 'different' | undefined;
  let [lastSaid, lastAt] = ['', 0];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line;
    if ('ask' in line) {
      await hold();
      child.stdin.write('held\n');
    } else if ('different' in line) {
      for (const key of line.keys) say(`  ${line.different}  ${key}`);
    } else if ('done' in line) {
      outcome = line.done;
    } else if (line.say !== lastSaid || line.read === line.of || performance.now() - lastAt > lineMs) {
      [lastSaid, lastAt] = [line.say, performance.now()];
      say(line.of === undefined ? line.say : `${line.say}: ${line.read} of ${line.of}`);
    }
  }
  return outcome;
}

const lastLine = (parts: Buffer[]): string => Buffer.concat(parts).toString('utf8').trim().split('\n').at(-1) ?? '';
