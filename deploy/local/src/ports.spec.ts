import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePorts, isFree, offsets, settlePorts } from './ports.js';

const needed = [offsets.web, offsets.postgres];

describe('the ports of a deployment', () => {
  const busy: Server[] = [];
  const occupy = (port: number) =>
    new Promise<void>((resolve) => busy.push(createServer().listen(port, '127.0.0.1', resolve)));
  const freeFirst = async () => (await settlePorts(0, undefined, needed)).first;

  afterEach(() => {
    for (const server of busy.splice(0)) server.close();
  });

  it('are the ones asked for', async () => {
    const first = await freeFirst();
    expect(await settlePorts(first, { first: 1, chosen: false }, needed)).toEqual({ first, chosen: false });
  });

  it('are a problem that names the one in use, and the way out', async () => {
    const first = await freeFirst();
    await occupy(first + offsets.postgres);
    const message = new RegExp(`^Port ${first + offsets.postgres} is in use: .*--port`);
    await expect(settlePorts(first, undefined, needed)).rejects.toThrow(message);
  });

  it('do not include those that a server elsewhere replaces', async () => {
    const first = await freeFirst();
    await occupy(first + offsets.postgres);
    expect(await settlePorts(first, undefined, [offsets.web])).toEqual({ first, chosen: false });
  });

  it('stay the same from start to start', async () => {
    const first = await freeFirst();
    for (const chosen of [true, false])
      expect(await settlePorts(undefined, { first, chosen }, needed)).toEqual({ first, chosen });
    expect(await settlePorts(0, { first, chosen: true }, needed)).toEqual({ first, chosen: true });
  });

  it('are chosen anew when those chosen before are in use', async () => {
    const first = await freeFirst();
    await occupy(first);
    const settled = await settlePorts(undefined, { first, chosen: true }, needed);
    expect(settled).toMatchObject({ chosen: true });
    expect(settled.first).not.toBe(first);
  });

  it('all lie in the 32 from the first one on', () => {
    expect(Math.max(...Object.values(offsets))).toBeLessThan(32);
  });

  it('can be had in any number, each one free', async () => {
    const ports = await freePorts(3);
    expect(new Set(ports).size).toBe(3);
    expect(await Promise.all(ports.map(isFree))).toEqual([true, true, true]);
  });
});
