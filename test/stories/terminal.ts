import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a command printed, errors included, and how it ended. */
export interface Printed {
  lines: string[];
  exit: number;
}

const home = resolve(import.meta.dirname, '../..');

/** A terminal in the project's folder, where `npx redress` drives one deployment. */
export class Terminal {
  /** `folder`: where it may keep its own things. */
  constructor(
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    mkdirSync(folder, { recursive: true });
    const npx = join(folder, 'npx');
    // npx itself looks for newer versions first; what it would run is the same.
    writeFileSync(npx, `#!/bin/sh\nshift\nexec node '${join(home, 'apps/redress/bin/redress.mjs')}' "$@"\n`);
    chmodSync(npx, 0o755);
  }

  run(command: string): Promise<Printed> {
    const env = { ...this.env, PATH: `${this.folder}:${process.env.PATH}` };
    return new Promise((settle) => {
      execFile('sh', ['-c', `exec 2>&1; ${command}`], { cwd: home, env, timeout: 60_000 }, (error, stdout) => {
        settle({ lines: stdout.split('\n'), exit: error ? Number(error.code ?? 1) : 0 });
      });
    });
  }
}
