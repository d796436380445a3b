import type { TestBroker, TestDatabase } from '@redress/testing';

type Service = Parameters<TestDatabase['cutConnectionsOf']>[0];

/** A quiet service's configuration on the parts of one test file; all vaults open with the same key. */
export function configured<C extends object>(
  Config: new () => C,
  service: Service,
  database: TestDatabase,
  { brokers, prefix }: Pick<TestBroker, 'brokers' | 'prefix'>,
  more: object = {},
): C {
  return Object.assign(new Config(), {
    databaseUrl: database.urlOf(service),
    vaultDatabaseUrl: database.urlOf('vault_reader'),
    masterKey: Buffer.alloc(32, 'specs').toString('base64'),
    smtpUrl: 'smtp://127.0.0.1:1',
    issuer: 'http://127.0.0.1:1',
    brokers,
    topicPrefix: prefix,
    logLevel: 'silent',
    ...more,
  });
}
