import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { end } from './end.js';
import { giveWay } from './give-way.js';
import { Processes } from './processes.js';

describe('a process that gives way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-give-way-'));
  const wait = { file: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], log: join(folder, 'log') };
  const autogroup = (pid: number): string | undefined =>
    existsSync(`/proc/${pid}/autogroup`) ? readFileSync(`/proc/${pid}/autogroup`, 'utf8') : undefined;

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is served after one that was started later and does not', async () => {
    const processes = new Processes();
    const [early, late] = await Promise.all([processes.launch(wait), processes.launch(wait)]);
    try {
      giveWay(early.pid);
      expect(getPriority(early.pid)).toBe(Math.min(getPriority(late.pid) + 5, 19));
      expect([autogroup(early.pid), autogroup(late.pid)]).toEqual(
        autogroup(late.pid) && [expect.stringMatching(/nice 5/), expect.stringMatching(/nice 0/)],
      );
    } finally {
      await Promise.all([end(early, 'SIGTERM', 5), end(late, 'SIGTERM', 5)]);
    }
  });

  it('may be gone already', () => {
    expect(() => giveWay(2 ** 22 + 1)).not.toThrow();
  });
});
