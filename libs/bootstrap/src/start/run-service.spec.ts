import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

const main = `
import { runService, ServiceConfig, startService } from './libs/bootstrap/src/index.js';
import { TrialModule } from './libs/bootstrap/trial/service.js';
const fail = process.env.TRIAL;
const start = (config) => {
  if (fail === 'start') throw new Error('Petrova');
  if (fail === 'never') return new Promise(() => setInterval(() => process.stdout.write('starting'), 20));
  if (fail === 'later') setTimeout(() => { throw new Error('Petrova'); }, 100);
  if (fail === 'rejected') setTimeout(() => void Promise.reject(new Error('Petrova')), 100);
  if (fail === 'endless') TrialModule.prototype.onModuleDestroy = () => new Promise(() => {});
  return startService({ service: 'trial', module: TrialModule, config });
};
runService('trial', ServiceConfig, start);
`;

describe("a service's process", () => {
  const children: ChildProcess[] = [];
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-run-'));
    const swc = resolve('node_modules/@swc/cli/bin/swc.js');
    execFileSync(process.execPath, [swc, 'libs/bootstrap', '-d', folder, '--ignore', '**/*spec.ts', '-q']);
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'main.js'), main);
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function run(env: NodeJS.ProcessEnv = {}) {
    const base = { OIDC_ISSUER: 'http://127.0.0.1:1', DATABASE_URL: 'postgres://a@127.0.0.1/b', SHUTDOWN_SECONDS: '1' };
    const child = spawn(process.execPath, ['main.js'], { cwd: folder, env: { ...base, ...env } });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.on('data', (part: Buffer) => {
      said.out += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      said.err += part.toString();
    });
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
    const until = async (text: string) => {
      while (!said.out.includes(text)) await once(child.stdout, 'data');
      return said.out;
    };
    return { child, ended, until };
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s, and on several of them', async (signal) => {
    const { child, ended, until } = run();
    await until('"listening"');
    child.kill(signal);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('ends at once while it still starts', async () => {
    const { child, ended, until } = run({ TRIAL: 'never' });
    await until('starting');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('ends with 1 when the stop takes too long', async () => {
    const { child, ended, until } = run({ TRIAL: 'endless' });
    await until('"listening"');
    child.kill('SIGTERM');
    const { code, out } = await ended;
    expect(code).toBe(1);
    expect(out).toContain('the stop was cut short');
  });

  it('names every wrong setting in plain words and ends with 78', async () => {
    const { code, err, out } = await run({ OIDC_ISSUER: '', PORT: 'x', LOG_LEVEL: 'loud' }).ended;
    expect({ code, out }).toEqual({ code: 78, out: '' });
    expect(err).toMatch(/^trial cannot start: 3 settings are wrong\n {2}\S+: .+\n {2}\S+: .+\n {2}\S+: .+\n$/);
  });

  it('says in one line that its port is in use, which may pass, and ends with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, err } = await run({ PORT: String(port) }).ended;
    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} of 127.0.0.1 is in use: set PORT and HOST to a free one\n`,
    });
    server.close();
  });

  it.each(['start', 'later', 'rejected'])(
    'logs an error nobody expected without its words and ends with 1: %s',
    async (how) => {
      const { code, out, err } = await run({ TRIAL: how }).ended;
      expect({ code, err }).toEqual({ code: 1, err: '' });
      const last = JSON.parse(out.trim().split('\n').at(-1) ?? '') as object;
      expect(last).toMatchObject({ level: 'fatal', service: 'trial', error: { name: 'Error' } });
      expect(out).not.toContain('Petrova');
    },
  );
});
