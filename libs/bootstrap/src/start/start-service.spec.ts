import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import { TrialModule, TrialState, trialConfig } from '../../trial/service.js';
import { type RunningService, ServiceConfig, ServiceModule, StartError, startService } from '../index.js';

const started: RunningService[] = [];
const config = trialConfig({ issuer: 'http://127.0.0.1:1' });

async function start(settings: Partial<typeof config> = {}, module: Type = TrialModule): Promise<RunningService> {
  const running = await startService({
    service: 'trial',
    module,
    config: Object.assign(new ServiceConfig(), config, settings),
  });
  started.push(running);
  return running;
}

afterEach(async () => {
  await Promise.allSettled(started.splice(0).map((running) => running.stop()));
});

/** A request that ends when the service is told to release it. */
async function occupy({
  url,
  app,
}: RunningService): Promise<{ outcome: Promise<number | 'cut'>; release: () => void }> {
  const state = app.get(TrialState);
  const outcome = fetch(`${url}/v1/complaints/fail/wait`, { method: 'POST' }).then(
    ({ status }) => status,
    () => 'cut' as const,
  );
  const deadline = performance.now() + 5_000;
  while (state.waiting === 0) {
    if (performance.now() > deadline) throw new Error('the request never arrived');
    await setImmediate();
  }
  return { outcome, release: state.release };
}

describe('a service', () => {
  it('answers where it says, beside another in the same process', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.url).not.toBe(other.url);
    for (const { url } of [one, other]) expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await one.stop();
    expect((await fetch(`${other.url}/metrics`)).status).toBe(200);
  });

  it('finishes running requests when it stops, and takes no new ones', async () => {
    const service = await start({ shutdownSeconds: 30 });
    const request = await occupy(service);
    const stopping = service.stop();
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow('fetch failed');
    request.release();
    const released = performance.now();
    expect(await request.outcome).toBe(201);
    await stopping;
    expect(performance.now() - released).toBeLessThan(5_000); // its connection does not linger
  });

  it('cuts what has no end, and still stops within its time', async () => {
    const service = await start({ shutdownSeconds: 2 });
    const request = await occupy(service);
    const begin = performance.now();
    await Promise.all([service.stop(), service.stop()]);
    expect(await request.outcome).toBe('cut');
    expect(performance.now() - begin).toBeLessThan(10_000);
    request.release();
  });

  it('says so when its time was not enough', async () => {
    @Module({})
    class Endless {
      onModuleDestroy(): Promise<never> {
        return new Promise(() => {});
      }
    }
    const { stop } = await start({ shutdownSeconds: 1 }, Endless);
    await expect(stop()).rejects.toThrow('not stopped within 1 s');
  });

  it('does not start on a port in use, and says what to do', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    const second = start({ port });
    await expect(second).rejects.toThrow(StartError);
    await expect(second).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use: set PORT`);
  });

  it('does not start with a strategy that refuses its handlers', async () => {
    const refusing = {
      listen: (ready: (error?: unknown) => void) => ready(new Error('a handler is missing')),
      close: () => {},
    };
    const strategy = () => refusing as never;
    const starting = startService({ service: 'trial', module: TrialModule, config, strategy });
    await expect(starting).rejects.toThrow('a handler is missing');
  });

  it("gives a testing module what surrounds a service's own", async () => {
    const imports = [ServiceModule.forService({ service: 'trial', config }), TrialModule];
    const module = await Test.createTestingModule({ imports }).compile();
    expect(module.get(Registry)).toBeInstanceOf(Registry);
    await module.close();
  });
});
