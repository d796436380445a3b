import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const home = join(import.meta.dirname, '../../..');
const built = mkdtempSync(join(tmpdir(), 'redress-launcher-'));

/** Runs the launcher as start.mjs does, from a build of this spec's own. */
function launch(args: string[], env: NodeJS.ProcessEnv): Promise<{ exit: number; complained: string }> {
  const main = join(built, 'dist/deploy/local/src/main.js');
  const all = [main, '--port', '0', '--data', join(built, 'data'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: built, env: { ...process.env, ...env } }, (error, _said, complained) =>
      resolve({ exit: error ? Number(error.code) : 0, complained }),
    );
  });
}

beforeAll(() => {
  const swc = join(home, 'node_modules/@swc/cli/bin/swc.js');
  const out = ['-d', join(built, 'dist'), '--copy-files', '--ignore', '**/*spec.ts,**/*.d.ts', '-q'];
  execFileSync(process.execPath, [swc, 'deploy/local', 'libs/contracts', ...out], { cwd: home });
  symlinkSync(join(home, 'node_modules'), join(built, 'node_modules'), 'junction');
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
}, 60_000);

afterAll(() => rmSync(built, { recursive: true }));

describe('the launcher', () => {
  it.each([
    ['npm', 1],
    ['node', 2],
  ])('ends on wrong usage, when started by %s, with %d', async (REDRESS_STARTED_BY, exit) => {
    expect(await launch(['--instances', 'nosuch=2'], { REDRESS_STARTED_BY })).toEqual({
      exit,
      complained: expect.stringMatching(/^--instances: there is no service nosuch, only intake, .+\n$/),
    });
  });

  it('ends on more processes than have a port', async () => {
    const asked = ['--instances', 'assigner=8', '--instances', 'desk=7'];
    expect(await launch(asked, { REDRESS_STARTED_BY: 'node' })).toEqual({
      exit: 2,
      complained: '--instances: there are ports for 12 processes beside one of each service, not for 13\n',
    });
  });

  it('ends with 1 and one sentence when the file of a setting is not there', async () => {
    expect(await launch([], { DATABASE_URL_FILE: '/nope' })).toEqual({
      exit: 1,
      complained:
        'The file /nope that DATABASE_URL_FILE names cannot be read (ENOENT): name one that can, or set DATABASE_URL\n',
    });
  });
});
