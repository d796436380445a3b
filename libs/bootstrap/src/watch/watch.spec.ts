import { describe, expect, it } from '@jest/globals';
import { hosted } from '../../trial/hosted.js';
import { Bounded } from './bounded-check.js';

const host = hosted();

describe('health', () => {
  it('is live, and ready while all that is required is up', async () => {
    expect(await host.ask('/health/live')).toMatchObject({ status: 200, body: { status: 'up' } });
    const ready = await host.ask('/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { status: 'up', checks: { kafka: 'down', vault: 'up' } } });
  });

  it('is not ready while something required is down', async () => {
    host.state.vault = 'down';
    const ready = await host.ask('/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { status: 'down', checks: { kafka: 'down', vault: 'down' } } });
    expect((await host.ask('/health/live')).status).toBe(200);
    host.state.vault = 'up';
  });

  it('takes a check that throws for down', async () => {
    const broken = new Bounded({ name: 'broken', required: true, check: () => Promise.reject(new Error('no')) });
    expect(await broken.run()).toBe('down');
    const thrown = new Bounded({
      name: 'thrown',
      required: true,
      check: () => {
        throw new Error('no');
      },
    });
    expect(await thrown.run()).toBe('down');
  });

  it('takes a check that hangs for down within 2 s, and does not start it again beside itself', async () => {
    let runs = 0;
    const check = () => {
      runs += 1;
      return new Promise<never>(() => {});
    };
    const hung = new Bounded({ name: 'hung', required: true, check });
    const begin = performance.now();
    expect(await Promise.all([hung.run(), hung.run(), hung.run()])).toEqual(['down', 'down', 'down']);
    expect(performance.now() - begin).toBeLessThan(2_500);
    expect(runs).toBe(1);
  });
});

describe('metrics', () => {
  it('count requests by their route, never by their address', async () => {
    await host.get('/v1/complaints/Petrova');
    await host.get('/Petrova/Petrova');
    const { text, headers } = await host.ask('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toContain(
      'redress_http_request_seconds_count{service="trial",method="GET",route="/v1/complaints/:id",status="404"} 1',
    );
    expect(text).toContain('route="none",status="404"} 1');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('Petrova');
  });
});
