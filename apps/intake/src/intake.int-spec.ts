import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { ServiceModule } from '@redress/bootstrap';
import { ForgetKeys } from '@redress/messaging';
import { eventually } from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { DataSource } from 'typeorm';
import { aConfig, type HostedIntake, hostIntake, type Surroundings } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';
import { IntakeModule } from './intake.module.js';

const trial = intakeTrial({ started: false });
let anna: string;
const hosted: HostedIntake[] = [];

const nobodyListens = ['127.0.0.1:1'];
const text = 'Вывод висит третий день';

async function host(overrides: Partial<Surroundings> = {}): Promise<HostedIntake> {
  const intake = await hostIntake({ ...trial.surroundings, ...overrides });
  hosted.push(intake);
  return intake;
}

/** Of this file's database alone; -1: as many as there are. */
const limitConnections = (most: number) =>
  trial.database.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT ${most}', current_database()); END $$`,
  );

beforeAll(async () => {
  anna = await trial.issuer.tokenFor('anna', { roles: ['customer'] });
});

afterEach(async () => {
  await Promise.all(hosted.splice(0).map(({ service }) => service.stop()));
});

describe('the intake', () => {
  it('accepts and shows complaints while Kafka is away, and stays ready', async () => {
    const intake = await host({ brokers: nobodyListens });
    const { status, body } = await intake.submit<AcceptedView>(anna, { text });
    expect(status).toBe(202);
    const { body: complaint } = await intake.ask<ComplaintView>(`/v1/complaints/${body.id}`, anna);
    expect(complaint).toMatchObject({ status: 'received', text, timeline: [{ effect: 'pending', by: 'customer' }] });
    const ready = await intake.ask('/health/ready', '');
    expect(ready).toMatchObject({ status: 200, body: { checks: { kafka: 'down' } } });
  });

  it('says later what it accepted while Kafka was away', async () => {
    const away = await host({ brokers: nobodyListens });
    const { body } = await away.submit<AcceptedView>(anna, { text });
    await away.service.stop();
    await host();
    await eventually('the complaint on the journal', async () =>
      (await trial.broker.read('complaints')).some(({ key }) => key === body.id),
    );
  });

  it('answers 503 while the database lets nobody in, and goes on afterwards', async () => {
    const intake = await host();
    await limitConnections(0);
    await trial.database.cutConnectionsOf('intake');
    const refused = await intake.submit(anna, { text });
    await limitConnections(-1);
    expect(refused).toMatchObject({ status: 503, body: { type: 'urn:redress:unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const accepted = await eventually('a complaint to be accepted', async () => {
      const answer = await intake.submit(anna, { text });
      return answer.status === 202 && answer;
    });
    expect(accepted.body).toHaveProperty('reference');
  });

  it('forgets idempotency keys after a week, not before', async () => {
    const intake = await host();
    for (const key of ['old', 'week']) await intake.submit(anna, { text }, { 'idempotency-key': key });
    await trial.database.query(
      `UPDATE intake.idempotency_key SET used_at = now() - interval '9 days' WHERE key = 'old'`,
    );
    await trial.database.query(
      `UPDATE intake.idempotency_key SET used_at = now() - interval '7 days' WHERE key = 'week'`,
    );
    await intake.service.app.get(ForgetKeys).run();
    expect(await trial.database.query('SELECT key FROM intake.idempotency_key')).toEqual([{ key: 'week' }]);
  });

  it('describes its own edge', async () => {
    const intake = await host();
    const { body } = await intake.ask<{ paths: Record<string, object>; components: { schemas: object } }>(
      '/openapi.json',
      '',
    );
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/v1/complaints', '/v1/complaints/{idOrReference}']),
    );
    expect(body.components.schemas).toMatchObject({
      SubmitComplaintBody: { required: ['text'], properties: { text: { maxLength: 20_000 } } },
      AcceptedView: { required: ['id', 'reference', 'status', 'promisedBy'] },
      ComplaintView: { properties: { timeline: { type: 'array' } } },
    });
  });

  it('is a Nest module that a testing module starts, whose entities are what its migrations made', async () => {
    const config = aConfig(trial.surroundings);
    const module = await Test.createTestingModule({
      imports: [ServiceModule.forService({ service: 'intake', config }), IntakeModule.forService(config)],
    }).compile();
    const app = await module.init();
    const { upQueries } = await app.get(DataSource).driver.createSchemaBuilder().log();
    await app.close();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
