import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { Part } from './part.js';
import { end, send } from './processes/end.js';
import { Processes } from './processes/processes.js';
import { RightOfWay } from './processes/right-of-way.js';
import { Supervised } from './supervised.js';
import { until } from './until.js';

describe('a supervised part', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-supervised-'));
  const record = join(folder, 'processes.json');
  const running: Supervised[] = [];

  const supervise = (script: string, ready: Part['ready'] = async () => {}, way = new RightOfWay()) => {
    const log = join(folder, 'part.log');
    const processes = new Processes(record);
    const part: Part = {
      name: 'part',
      log,
      launch: () => processes.launch({ file: process.execPath, args: ['-e', script], log }),
      ready,
      stop: (started) => end(started, 'SIGTERM', 5),
    };
    const said: string[] = [];
    const problems: Error[] = [];
    const watcher = {
      way,
      say: (line: string) => void said.push(line),
      restarted: () => {},
      gaveUp: (problem: Error) => void problems.push(problem),
    };
    const supervised = new Supervised(part, watcher);
    running.push(supervised);
    return { supervised, said, problems };
  };
  const forever = 'setInterval(() => {}, 1000)';

  afterEach(() => Promise.all(running.splice(0).map((supervised) => supervised.stop())));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is started again when it is killed, and says so', async () => {
    const { supervised, said } = supervise(forever);
    await supervised.start();
    const first = supervised.pid;
    send(first, 'SIGKILL');
    await until(() => said.includes('part is ready again'), AbortSignal.timeout(5000));
    expect(supervised.pid).not.toBe(first);
    expect(said[0]).toBe('part ended (signal SIGKILL): starting it again');
  });

  it('has the right of way until it is ready, after a restart too', async () => {
    const told: string[] = [];
    class Told extends RightOfWay {
      override starts = (pid: number) => void told.push(`${pid} starts`);
      override isReady = (pid: number) => void told.push(`${pid} is ready`);
      override ended = (pid: number) => void told.push(`${pid} ended`);
    }
    const { supervised, said } = supervise(forever, undefined, new Told());
    await supervised.start();
    const first = supervised.pid;
    send(first, 'SIGKILL');
    await until(() => said.includes('part is ready again'), AbortSignal.timeout(5000));
    const { pid } = supervised;
    const once = [`${first} starts`, `${first} is ready`, `${first} ended`];
    expect(told).toEqual([...once, `${pid} starts`, `${pid} is ready`]);
  });

  it('is not started again once it is to end', async () => {
    const { supervised, said } = supervise(forever);
    await supervised.start();
    await supervised.stop();
    expect(said).toEqual([]);
  });

  it('that never gets ready is given up after five exits, with its last words', async () => {
    const never: Part['ready'] = (signal) => until(() => false, signal);
    const { supervised, said } = supervise(`console.error('no such setting'); process.exit(3)`, never);
    await expect(supervised.start()).rejects.toThrow(/exit code 3; it last said: no such setting/);
    expect(said).toHaveLength(4);
  });

  it('that ends because of its settings is given up at once, with all that it said of them', async () => {
    const never: Part['ready'] = (signal) => until(() => false, signal);
    const said = `console.log('{"msg":"starting"}'); console.error('2 settings are wrong\\n  ONE: x\\n  OTHER: y')`;
    const earlier = supervise(`console.error('an earlier word'); process.exit(78)`, never);
    await earlier.supervised.start().catch(() => {});
    const { supervised, said: told } = supervise(`${said}; process.exit(78)`, never);
    await expect(supervised.start()).rejects.toThrow(/^2 settings are wrong\n {2}ONE: x\n {2}OTHER: y$/);
    expect(told).toEqual([]);
  });

  it('can be stopped before it is ready', async () => {
    const { supervised } = supervise(forever, (signal) => until(() => false, signal));
    const outcome = supervised.start().catch((error: Error) => error.message);
    await until(() => supervised.pid !== 0, AbortSignal.timeout(5000));
    await supervised.stop();
    expect(await outcome).toBe('The deployment is ending.');
  });

  it('that a killed launcher left behind is ended by the next one', async () => {
    const left = await new Processes(record).launch({
      file: process.execPath,
      args: ['-e', forever],
      log: join(folder, 'l'),
    });
    expect(await new Processes(record).endLeftovers()).toBe(1);
    expect(await left.exited).toMatchObject({ how: 'signal SIGINT' });
  });
});
