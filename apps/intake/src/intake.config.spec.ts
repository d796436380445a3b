import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@redress/bootstrap';
import { IntakeConfig } from './intake.config.js';

const right = {
  OIDC_ISSUER: 'http://127.0.0.1:4001',
  DATABASE_URL: 'postgres://intake:secret@127.0.0.1:5432/redress',
  VAULT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  KAFKA_BROKERS: '127.0.0.1:9092',
};
const load = (env: NodeJS.ProcessEnv) => loadConfig(IntakeConfig, { ...right, ...env }, 'intake');

function mistakes(env: NodeJS.ProcessEnv): string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

let folder: string;
let policy: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-policy-'));
  policy = join(folder, 'policy.yaml');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the intake's settings", () => {
  it('hold the policy of the file that is named, else the default one', () => {
    writeFileSync(policy, 'reopening: { days: 3 }');
    expect(load({ REDRESS_POLICY: policy }).policy).toEqual({ reopening: { days: 3 } });
    expect(load({}).policy).toEqual({ reopening: { days: 14 } });
  });

  it('name a policy that is not there beside what else is wrong', () => {
    expect(mistakes({ REDRESS_POLICY: '/nope', LOG_LEVEL: 'shout' }).sort()).toEqual([
      expect.stringMatching(/^LOG_LEVEL: /),
      'REDRESS_POLICY: names a file that cannot be read (ENOENT); expected one in YAML or JSON',
    ]);
  });

  it('name every mistake in a policy beside what else is wrong', () => {
    writeFileSync(policy, 'reopening: { days: secret, hours: 3 }');
    expect(mistakes({ REDRESS_POLICY: policy, LOG_LEVEL: 'shout' }).sort()).toEqual([
      expect.stringMatching(/^LOG_LEVEL: /),
      'REDRESS_POLICY: reopening.days: must be a whole number of days, 0 to 3650',
      expect.stringMatching(/^REDRESS_POLICY: reopening\.hours: /),
    ]);
  });
});
