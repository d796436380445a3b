import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Service } from '@redress/contracts';
import type { DeploymentState } from './deployment-state.js';
import { readOutside } from './outside.js';
import { environmentOf } from './services.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-outside-'));
const reader = 'postgres://reader:word@vault.example:5432/redress';

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function environment(service: Service, env: NodeJS.ProcessEnv): Record<string, string> {
  const state = { passwords: {}, masterKey: 'key' } as DeploymentState;
  const database = 'postgres://root@127.0.0.1:5432/postgres';
  const places = { database, brokers: ['127.0.0.1:9092'], smtp: 'smtp://127.0.0.1:25', issuer: 'http://127.0.0.1' };
  return environmentOf(service, { ...places, state, outside: readOutside(env) });
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('the servers from outside', () => {
  it('are named by a variable, or by a file that holds its value', () => {
    const env = { KAFKA_BROKERS: 'one:9092, other:9092', KAFKA_SASL_USERNAME: 'redress', KAFKA_SSL: 'true' };
    expect(readOutside({ ...env, KAFKA_SASL_PASSWORD_FILE: file('password', 'secret\n') })).toMatchObject({
      kafka: ['one:9092', 'other:9092'],
      security: { ssl: true, sasl: { mechanism: 'plain', username: 'redress', password: 'secret' } },
    });
  });

  it('give the readers of the vault the address that is theirs, also from a file', () => {
    const path = file('reader', `${reader}\n`);
    for (const env of [{ VAULT_DATABASE_URL: reader }, { VAULT_DATABASE_URL_FILE: path }]) {
      expect(environment('desk', env).VAULT_DATABASE_URL).toBe(reader);
    }
    expect(environment('assigner', { VAULT_DATABASE_URL: reader })).not.toHaveProperty('VAULT_DATABASE_URL');
  });

  it('say where customers open the links of their letters', () => {
    const url = 'https://complaints.example.org/way-in';
    expect(environment('notifier', { WAY_IN_URL: url })).toMatchObject({ WAY_IN_URL: url });
    expect(environment('intake', { WAY_IN_URL: url })).not.toHaveProperty('WAY_IN_URL');
  });

  it('say how a broker of theirs is spoken to, and nothing of our own', () => {
    const env = { KAFKA_SSL: 'true' };
    expect(environment('intake', env).KAFKA_SSL).toBe('');
    expect(environment('intake', { ...env, KAFKA_BROKERS: 'one:9092' })).not.toHaveProperty('KAFKA_SSL');
  });

  it('are refused with every mistake at once, one sentence each', () => {
    const env = {
      DATABASE_URL: 'nowhere',
      SMTP_URL_FILE: join(folder, 'missing'),
      VAULT_MASTER_KEY_FILE: file('empty', '\n'),
      OIDC_ISSUER: 'http://127.0.0.1',
      OIDC_ISSUER_FILE: '/some/file',
    };
    expect(() => readOutside(env)).toThrow(
      expect.objectContaining({
        name: 'Problem',
        message: [
          `The file ${folder}/missing that SMTP_URL_FILE names cannot be read (ENOENT): name one that can, or set SMTP_URL`,
          'Both OIDC_ISSUER and OIDC_ISSUER_FILE are set: set one of the two',
          `The file ${folder}/empty that VAULT_MASTER_KEY_FILE names is empty: write the value of VAULT_MASTER_KEY into it`,
          'DATABASE_URL is no address: write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE',
        ].join('\n'),
      }),
    );
  });
});
