import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const home = join(import.meta.dirname, '../../..');
const built = mkdtempSync(join(tmpdir(), 'redress-built-'));

/** Runs the program as it is built: as bin/redress.mjs does, but from a build of this spec's own. */
function runBuilt(...args: string[]): Promise<{ exit: number; said: string; complained: string }> {
  const main = join(built, 'apps/redress/src/main.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { cwd: built }, (error, said, complained) =>
      resolve({ exit: error ? Number(error.code) : 0, said, complained }),
    );
  });
}

beforeAll(() => {
  mkdirSync(built, { recursive: true });
  const swc = join(home, 'node_modules/@swc/cli/bin/swc.js');
  const folders = ['apps/redress', 'libs/contracts', 'libs/lifecycle', 'libs/calendar'];
  execFileSync(process.execPath, [swc, ...folders, '-d', built, '--ignore', '**/*.spec.ts,**/*-spec.ts', '-q'], {
    cwd: home,
  });
  symlinkSync(join(home, 'node_modules'), join(built, 'node_modules'), 'junction');
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
}, 60_000);

afterAll(() => rmSync(built, { recursive: true }));

describe('the built program', () => {
  it('prints its help and ends with 0', async () => {
    expect(await runBuilt('--help')).toMatchObject({ exit: 0, said: expect.stringContaining('Usage: redress') });
  });

  it('ends with 2 on a command that does not exist', async () => {
    expect(await runBuilt('nonsense')).toMatchObject({
      exit: 2,
      complained: expect.stringContaining("unknown command 'nonsense'"),
    });
  });

  it('ends with 3 where no deployment runs', async () => {
    expect(await runBuilt('--data', built, 'parked', 'list')).toMatchObject({ exit: 3 });
  });
});
