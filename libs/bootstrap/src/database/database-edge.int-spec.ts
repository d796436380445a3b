import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { eventually, makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { Cable } from '../../trial/cable.js';
import { trialConfig } from '../../trial/service.js';
import { DatabaseModule, Public, type RunningService, startService } from '../index.js';

@Public()
@Controller('ask')
class AskController {
  constructor(private readonly database: DataSource) {}

  @Get(':how')
  async ask(@Param('how') how: string): Promise<unknown> {
    const statements: Record<string, string> = {
      one: 'SELECT 1 AS answer',
      sleep: 'SELECT pg_sleep(60)',
      lock: 'SELECT pg_advisory_xact_lock(7)',
      wrong: "SELECT 'Petrova'::int",
    };
    return this.database.transaction((tx) => tx.query(statements[how] ?? ''));
  }
}

describe('the HTTP edge of a service whose database', () => {
  let database: TestDatabase;
  let cable: Cable;
  let service: RunningService;
  const lines: string[] = [];

  beforeAll(async () => {
    database = await makeTestDatabase();
    cable = await new Cable(database.urlOf('intake')).plug();
    @Module({
      imports: [DatabaseModule.forService({ service: 'intake', url: cable.url, migrations: [], poolSize: 3 })],
      controllers: [AskController],
    })
    class AskModule {}
    const config = trialConfig({ issuer: 'http://127.0.0.1:1', logLevel: 'debug' });
    const logTo = { write: (line: string) => void lines.push(line) };
    service = await startService({ service: 'intake', module: AskModule, config, logTo });
  });

  afterAll(async () => {
    cable.pass();
    await service.stop();
    await cable.pull();
    await database.drop();
  });

  const get = async (path: string) => {
    const begin = performance.now();
    const response = await fetch(`${service.url}${path}`);
    const body = (await response.json()) as Record<string, unknown>;
    const seconds = (performance.now() - begin) / 1000;
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body, seconds };
  };

  /** Every one of them gets its 503 in time; more than there are connections. */
  async function expectUnavailable(path = '/ask/one', times = 6): Promise<void> {
    const answers = await Promise.all(Array.from({ length: times }, () => get(path)));
    for (const { status, retryAfter, body, seconds } of answers) {
      expect({ status, type: body.type }).toEqual({ status: 503, type: 'urn:redress:unavailable' });
      expect(Number(retryAfter)).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(5);
    }
  }

  const expectWell = () =>
    eventually('everything to be well', async () => {
      expect(await get('/ask/one')).toMatchObject({ status: 200, body: [{ answer: 1 }] });
      expect(await get('/health/ready')).toMatchObject({ status: 200, body: { checks: { postgres: 'up' } } });
      return true;
    });

  it('is well is ready', async () => {
    await expectWell();
  });

  it('is gone answers 503, is alive but not ready, and is well again afterwards', async () => {
    await cable.pull();
    await expectUnavailable();
    expect(await get('/health/ready')).toMatchObject({ status: 503, body: { checks: { postgres: 'down' } } });
    expect(await get('/health/live')).toMatchObject({ status: 200 });
    await cable.plug();
    await expectWell();
  });

  it('hangs answers 503 within 5 s, is not ready within 2 s, and is well again afterwards', async () => {
    cable.hang();
    const [ready] = await Promise.all([get('/health/ready'), expectUnavailable()]);
    expect(ready).toMatchObject({ status: 503, body: { checks: { postgres: 'down' } } });
    expect(ready.seconds).toBeLessThan(2.5);
    await expectUnavailable();
    cable.pass();
    await expectWell();
  });

  it('ends its connections answers 503 or the answer, and is well again afterwards', async () => {
    const asking = Promise.all(Array.from({ length: 3 }, () => get('/ask/sleep')));
    const sleeping = "SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND usename = 'intake'";
    await eventually('three to sleep', async () => (await database.query(sleeping)).length === 3);
    await database.cutConnectionsOf('intake');
    for (const { status, seconds } of await asking) {
      expect(status).toBe(503);
      expect(seconds).toBeLessThan(4);
    }
    await expectWell();
  });

  it('takes too long over a statement answers 503 within 5 s', async () => {
    await expectUnavailable('/ask/sleep', 1);
  });

  it('has the row locked by somebody else answers 503 within 5 s', async () => {
    await database.query('SELECT pg_advisory_lock(7)');
    await expectUnavailable('/ask/lock', 1);
    await database.query('SELECT pg_advisory_unlock(7)');
  });

  it('refuses a statement answers 500 and logs nothing of the words in it', async () => {
    lines.length = 0;
    expect((await get('/ask/wrong')).status).toBe(500);
    expect(lines.join('')).toContain('22P02');
    expect(lines.join('')).not.toContain('Petrova');
  });
});
