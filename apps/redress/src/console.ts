import type { Command } from 'commander';
import { Deployment, dataFolder } from './deployment.js';

/** Where a command writes, and the deployment it was pointed at. */
export interface Console {
  /** A line on standard output. */
  say(line: string): void;
  /** The running deployment that the command line names. Throws `Failure` (unreachable). */
  deployment(): Deployment;
  /** Standard input, to its end. */
  read(): Promise<string>;
}

/** Adds a command to the command line. */
export type Adds = (program: Command, console: Console) => void;

/** The console of a process. */
export function processConsole(program: Command): Console {
  return {
    say: (line) => void process.stdout.write(`${line}\n`),
    deployment: () => {
      const { data, token } = program.opts<{ data?: string; token?: string }>();
      return Deployment.in(dataFolder(data, process.env, process.cwd()), token);
    },
    read: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

/** The end of a command's help: one line that can be typed. */
export function example(line: string): string {
  return `\nExample:\n  $ npx redress ${line}\n`;
}
