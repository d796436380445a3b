import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { TrialIssuer } from '../../trial/issuer.js';
import { trialConfig } from '../../trial/service.js';
import { Public, RateLimit, Roles, type RunningService, startService } from '../index.js';
import { rules } from './rate-limit.js';

@Controller('doors')
class DoorsController {
  @Get()
  @Roles('customer')
  look(): object {
    return {};
  }

  @Post()
  @HttpCode(200)
  @Roles('customer')
  knock(): object {
    return {};
  }

  @Post('bell')
  @HttpCode(200)
  @Roles('customer')
  @RateLimit({ perMinute: 3 })
  ring(): object {
    return {};
  }

  @Post('way-in')
  @HttpCode(200)
  @Public()
  @RateLimit({ perMinute: 2, per: 'address' })
  wayIn(): object {
    return {};
  }
}

@Module({ controllers: [DoorsController] })
class DoorsModule {}

const issuer = new TrialIssuer();
beforeAll(() => issuer.start());
afterAll(() => issuer.stop());

/** A service that has not been asked anything yet. */
async function fresh(rateLimits: 'on' | 'off' = 'on') {
  const config = trialConfig({ issuer: issuer.url, rateLimits });
  const service = await startService({ service: 'trial', module: DoorsModule, config });
  const ask = async (path: string, { method = 'POST', sub = '', roles = ['customer'] } = {}) => {
    const headers: Record<string, string> = sub
      ? { authorization: `Bearer ${await issuer.token({ sub, roles })}` }
      : {};
    const response = await fetch(`${service.url}${path}`, { method, headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const times = async (many: number, path: string, how: Parameters<typeof ask>[1]) => {
    const answers = [];
    for (let nth = 0; nth < many; nth += 1) answers.push((await ask(path, how)).status);
    return [...new Set(answers)];
  };
  return { service, ask, times };
}

describe('a service that counts requests', () => {
  let service: RunningService;
  let ask: Awaited<ReturnType<typeof fresh>>['ask'];
  let times: Awaited<ReturnType<typeof fresh>>['times'];

  beforeAll(async () => {
    ({ service, ask, times } = await fresh());
  });
  afterAll(() => service.stop());

  it('refuses a person who writes too often, says how often is allowed and when to go on', async () => {
    expect(await times(rules.writes.perMinute, '/doors', { sub: 'anna' })).toEqual([200]);
    const refused = await ask('/doors', { sub: 'anna' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(JSON.parse(refused.text)).toMatchObject({
      type: 'urn:redress:rate-limited',
      detail: `This is allowed 300 times a minute to one person. Go on in ${seconds} s.`,
    });
  });

  it('counts that person alone, and their reads apart', async () => {
    expect((await ask('/doors', { sub: 'anna' })).status).toBe(429);
    expect((await ask('/doors', { sub: 'ben' })).status).toBe(200);
    expect((await ask('/doors', { sub: 'anna', method: 'GET' })).status).toBe(200);
    expect((await ask('/doors', { sub: 'anna', method: 'HEAD' })).status).toBe(200);
  });

  it('counts a route that has a rule of its own by that rule', async () => {
    expect(await times(3, '/doors/bell', { sub: 'carl' })).toEqual([200]);
    expect((await ask('/doors/bell', { sub: 'carl' })).status).toBe(429);
    expect((await ask('/doors', { sub: 'carl' })).status).toBe(200);
  });

  it('counts those who may not do it too', async () => {
    expect(await times(3, '/doors/bell', { sub: 'dora', roles: ['lead'] })).toEqual([403]);
    expect((await ask('/doors/bell', { sub: 'dora', roles: ['lead'] })).status).toBe(429);
  });

  it('counts by address what needs no sign-in', async () => {
    expect(await times(2, '/doors/way-in', {})).toEqual([200]);
    expect((await ask('/doors/way-in')).status).toBe(429);
  });

  it('counts by address those who fail to sign in, and goes on with those who do not', async () => {
    expect(await times(rules.strangers.perMinute, '/doors', { method: 'GET' })).toEqual([401]);
    expect((await ask('/doors', { method: 'GET' })).status).toBe(429);
    expect((await ask('/doors', { method: 'GET', sub: 'eva' })).status).toBe(200);
  });

  it('never refuses a probe', async () => {
    expect(await times(rules.strangers.perMinute + 10, '/health/live', { method: 'GET' })).toEqual([200]);
  });

  it('names the limit of every route in its description', async () => {
    const { paths } = JSON.parse((await ask('/openapi.json', { method: 'GET' })).text) as {
      paths: Record<string, Record<string, { responses: Record<string, { description: string; headers?: object }> }>>;
    };
    const said = (path: string, method: string) => paths[path]?.[method]?.responses[429]?.description;
    expect(said('/doors', 'get')).toBe('urn:redress:rate-limited: allowed 1200 times a minute to one person');
    expect(said('/doors', 'post')).toBe('urn:redress:rate-limited: allowed 300 times a minute to one person');
    expect(said('/doors/bell', 'post')).toBe('urn:redress:rate-limited: allowed 3 times a minute to one person');
    expect(said('/doors/way-in', 'post')).toBe('urn:redress:rate-limited: allowed 2 times a minute to one address');
    expect(said('/health/live', 'get')).toBeUndefined();
    expect(paths['/doors']?.get?.responses[429]?.headers).toHaveProperty('retry-after');
  });
});

it('a service that is told to counts nothing', async () => {
  const { service, times } = await fresh('off');
  expect(await times(10, '/doors/bell', { sub: 'anna' })).toEqual([200]);
  await service.stop();
});
