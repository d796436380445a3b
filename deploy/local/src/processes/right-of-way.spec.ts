import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { until } from '../until.js';
import { end } from './end.js';
import { Processes, type Started } from './processes.js';
import { RightOfWay } from './right-of-way.js';

const share = (pid: number): string | undefined => {
  const file = `/proc/${pid}/autogroup`;
  return existsSync(file) ? /nice (\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
};

const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

async function eventuallyChildOf(pid: number): Promise<number> {
  await until(() => childOf(pid) > 0 && share(childOf(pid)) !== undefined, AbortSignal.timeout(5000));
  return childOf(pid);
}

describe('the right of way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-right-of-way-'));
  const running: Started[] = [];
  const launch = async (script = 'setInterval(() => {}, 1000)'): Promise<Started> => {
    const command = { file: process.execPath, args: ['-e', script], log: join(folder, 'log') };
    const started = await new Processes().launch(command);
    running.push(started);
    return started;
  };
  // A machine that does not share itself out among sessions has nothing to look at.
  const onLinux = share(process.pid) === undefined ? it.skip : it;
  const comesTo = (pid: number, nice: string) => until(() => share(pid) === nice, AbortSignal.timeout(5000));

  afterEach(() => Promise.all(running.splice(0).map((started) => end(started, 'SIGTERM', 5))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  onLinux('is with what starts until that is ready: the others have a smaller share meanwhile', async () => {
    const [early, late] = [await launch(), await launch()];
    const way = new RightOfWay();
    way.starts(early.pid);
    way.isReady(early.pid);
    way.starts(late.pid);
    await comesTo(early.pid, '5');
    expect(share(late.pid)).toBe('0');
    way.isReady(late.pid);
    await comesTo(early.pid, '0');
    expect(share(late.pid)).toBe('0');
  });

  onLinux('is given back when what started ended instead', async () => {
    const early = await launch();
    const way = new RightOfWay();
    way.isReady(early.pid);
    way.starts(2 ** 22 + 1);
    await comesTo(early.pid, '5');
    way.ended(2 ** 22 + 1);
    await comesTo(early.pid, '0');
  });

  onLinux('is given by the sessions that a process has started, too, such as those of its connections', async () => {
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true })`;
    const [server, late] = [await launch(script), await launch()];
    const connection = await eventuallyChildOf(server.pid);
    const way = new RightOfWay();
    way.isReady(server.pid);
    way.starts(late.pid);
    await comesTo(connection, '5');
    way.isReady(late.pid);
    await comesTo(connection, '0');
    process.kill(connection);
  });

  it('may be asked of what is gone already', () => {
    const way = new RightOfWay();
    way.isReady(2 ** 22 + 1);
    expect(() => way.starts(process.pid)).not.toThrow();
  });
});
