import { afterEach, describe, expect, it } from '@jest/globals';
import { Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import { TrialModule, trialConfig } from '../../trial/service.js';
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

const hang = (url: string) =>
  fetch(`${url}/v1/complaints/fail/hang`, { method: 'POST' }).then(
    ({ status }) => status,
    () => 'cut',
  );

/** Resolves when the service has as many open requests. */
async function untilBusy(url: string, open: number): Promise<void> {
  const count = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/http_requests_open\S* (\d+)/.exec(text)?.[1] ?? Number.NaN);
  };
  const deadline = performance.now() + 5_000;
  while ((await count()) < open) {
    if (performance.now() > deadline) throw new Error('never busy');
  }
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
    const { url, stop } = await start({ shutdownSeconds: 30 });
    const running = hang(url);
    await untilBusy(url, 2);
    const stopping = stop();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
    expect(await running).toBe(503); // the deadline's answer, not a cut connection
    await stopping;
  }, 10_000);

  it('cuts what has no end, and still stops within its time', async () => {
    const { url, stop } = await start({ shutdownSeconds: 2 });
    const running = hang(url);
    await untilBusy(url, 2);
    const begin = performance.now();
    await Promise.all([stop(), stop()]);
    expect(await running).toBe('cut');
    expect(performance.now() - begin).toBeLessThan(2_000);
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
