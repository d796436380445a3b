import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  makeTestBroker,
  makeTestDatabase,
  makeTestIssuer,
  type TestBroker,
  type TestDatabase,
  type TestIssuer,
} from '@redress/testing';
import { type HostedIntake, hostIntake } from '../../apps/intake/trial/hosted-intake.js';

const examples = join(import.meta.dirname, '../../docs/examples');
const hasKcat = spawnSync('kcat', ['-V']).status === 0;

/** The commands of the document that are kcat's, in order. */
const kcat = readFileSync(join(examples, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^kcat |\| kcat /.test(line));

let [database, broker, issuer]: [TestDatabase, TestBroker, TestIssuer] = [] as never;
let intake: HostedIntake;

/** Runs a program as somebody else would: in a process of its own that is told where the broker is. */
function run(program: string, ...parameters: string[]): Promise<string> {
  const env = { ...process.env, KAFKA_BROKERS: broker.brokers.join(','), REDRESS_TOPIC_PREFIX: broker.prefix };
  return new Promise((resolve, reject) => {
    execFile(program, parameters, { env, timeout: 25_000 }, (error, out, complaint) => {
      if (error) reject(new Error(`${program} failed: ${complaint}`, { cause: error }));
      else resolve(out);
    });
  });
}

beforeAll(async () => {
  [database, broker, issuer] = await Promise.all([makeTestDatabase(), makeTestBroker(), makeTestIssuer()]);
  const { brokers, prefix: topicPrefix } = broker;
  intake = await hostIntake({ issuer: issuer.url, databaseUrl: database.urlOf('intake'), brokers, topicPrefix });
});

afterAll(async () => {
  await intake?.service.stop();
  await Promise.all([database?.drop(), broker?.drop(), issuer?.drop()]);
});

describe('a channel of a few lines', () => {
  it('submits with kafkajs and is told its verdict, the same when it asks again', async () => {
    const program = join(examples, 'channel.mjs');
    const first = await run(process.execPath, program, '42', 'Lost money');
    expect(JSON.parse(first)).toMatchObject({ channel: 'site', id: '42', verdict: 'accepted', reasons: [] });
    expect(await run(process.execPath, program, '42', 'Lost money')).toBe(first);
    expect(readFileSync(program, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(21);
  });

  const withKcat = hasKcat ? it : it.skip;
  withKcat(`submits with a line of kcat${hasKcat ? '' : ' (SKIPPED: kcat is not installed)'}`, async () => {
    const [submit, read] = kcat as [string, string];
    await run('bash', '-c', submit);
    const verdict = await eventually('the verdict', async () => {
      const line = (await run('bash', '-c', read)).split('\n').find((one) => one.startsWith('site:43 '));
      return line?.slice('site:43 '.length);
    });
    expect(JSON.parse(verdict)).toMatchObject({ channel: 'site', id: '43', verdict: 'accepted' });
  });
});
