import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { prepareService } from '@redress/bootstrap';
import {
  aComplaintSubmitted,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { AssignerConfig } from '../../apps/assigner/src/assigner.config.js';
import { assigner } from '../../apps/assigner/src/start.js';
import { configured } from './configured.js';

const program = join(import.meta.dirname, '../../dist/apps/assigner/src/rebuild.js');

let database: TestDatabase;
let broker: TestBroker;

type Line = { ask?: string; done?: string; different?: string; keys?: string[] };

/** Runs the built program as the operator's command does, until it asks for the hold; then does what is given. */
async function run(whenAsked: (child: ChildProcessWithoutNullStreams) => void, ...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      ...process.env,
      DATABASE_URL: database.urlOf('assigner'),
      KAFKA_BROKERS: broker.brokers.join(','),
      REDRESS_TOPIC_PREFIX: broker.prefix,
      OIDC_ISSUER: 'http://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    },
  });
  const closed = once(child, 'close');
  let complained = '';
  child.stderr.on('data', (part: Buffer) => {
    complained += part.toString();
  });
  const lines: Line[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    if (line.ask === 'hold') whenAsked(child);
  }
  const [exit] = (await closed) as [number];
  return { exit, lines, complained };
}

const rowsIn = (schema: string): Promise<object[]> => database.query(`SELECT FROM ${schema}.complaint`);

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  await (await prepareService(assigner(configured(AssignerConfig, 'assigner', database, broker)))).close();
  await broker.say(...Array.from({ length: 5 }, () => aComplaintSubmitted()));
}, 30_000);

beforeEach(async () => {
  for (const schema of ['assigner_rebuild', 'assigner_before_now']) {
    await database.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await database.query(`CREATE SCHEMA ${schema} AUTHORIZATION assigner`);
  }
});

afterAll(async () => {
  await Promise.all([database?.drop(), broker?.drop()]);
});

describe('the program that rebuilds a service', () => {
  it('changes nothing when whoever held the service is gone', async () => {
    const { exit, lines, complained } = await run((child) => {
      child.stdin.write('held\n');
      child.stdin.end();
    }, 'now');
    expect({ exit, complained }).toEqual({ exit: 1, complained: expect.stringContaining('nobody holds the service') });
    expect(lines.some(({ done }) => done)).toBe(false);
    expect(await database.query("SELECT FROM pg_tables WHERE schemaname = 'assigner_before_now'")).toEqual([]);
  }, 60_000);

  it('brings the held tables to the end of the journal, and lets those built anew take over', async () => {
    const { exit, lines } = await run((child) => void child.stdin.write('held\n'), 'now');
    expect({ exit, done: lines.at(-1) }).toEqual({ exit: 0, done: { done: 'switched' } });
    expect(await rowsIn('assigner')).toHaveLength(5);
    expect(await rowsIn('assigner_before_now')).toHaveLength(5);
  }, 60_000);

  it('wants a name for the run', async () => {
    expect(await run(() => undefined)).toMatchObject({ exit: 1, complained: expect.stringContaining('Name the run') });
  });
});
