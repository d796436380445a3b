import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { emptyFolder, holdFolder, makeFolder } from './data-folder.js';
import { type Identity, identify, isAlive } from './processes/identity.js';

describe('the hold on a data folder', () => {
  let folder: string;
  const lock = () => join(folder, 'lock');
  const heldBy = (holder: Identity, startedBy: Identity[] = []) =>
    writeFileSync(lock(), JSON.stringify({ ...holder, startedBy }));
  const me = identify(process.pid) as Identity;
  const gone: Identity = { pid: process.pid, started: 'long ago' };

  beforeEach(() => {
    folder = makeFolder(mkdtempSync(join(tmpdir(), 'redress-folder-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is had once: whoever comes second is told who holds it and what to do', async () => {
    heldBy(me);
    await expect(holdFolder(folder, [])).rejects.toThrow(new RegExp(`in use .*process ${process.pid}.*--data`));
  });

  it('is let go, and can be had again', async () => {
    (await holdFolder(folder, [])).letGo();
    expect(existsSync(lock())).toBe(false);
    (await holdFolder(folder, [])).letGo();
  });

  it('passes on from a process that is gone, even when its id is used again', async () => {
    heldBy(gone);
    const hold = await holdFolder(folder, []);
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject(me);
    hold.letGo();
  });

  it('passes on from a launcher whose own starter was killed, and ends it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
    const left = identify(child.pid as number) as Identity;
    heldBy(left, [gone]);
    (await holdFolder(folder, [])).letGo();
    expect(isAlive(left)).toBe(false);
  });

  it('forgets only what belongs to the deployment', () => {
    for (const name of ['deployment.json', 'letter.txt']) writeFileSync(join(folder, name), '');
    emptyFolder(folder);
    expect([existsSync(join(folder, 'deployment.json')), existsSync(join(folder, 'letter.txt'))]).toEqual([
      false,
      true,
    ]);
  });

  it('says in a sentence that a folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file', 'data'))).toThrow(/cannot be used \(ENOTDIR\).*--data/);
    expect(() => makeFolder('/proc/redress/data')).toThrow(/cannot be used/);
  });
});
