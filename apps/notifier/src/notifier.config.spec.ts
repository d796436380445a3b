import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@redress/bootstrap';
import { NotifierConfig } from './notifier.config.js';

const right = {
  OIDC_ISSUER: 'http://127.0.0.1:4001',
  DATABASE_URL: 'postgres://notifier:secret@127.0.0.1:5432/redress',
  VAULT_DATABASE_URL: 'postgres://vault_reader:secret@127.0.0.1:5432/redress',
  VAULT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};
const load = (env: NodeJS.ProcessEnv) => loadConfig(NotifierConfig, env, 'notifier');

describe("the notifier's settings", () => {
  it('need no more than where its parts are', () => {
    const config = load(right);
    expect(config).toMatchObject({ mailFrom: 'Redress <complaints@redress.example>', timeZone: 'Europe/Moscow' });
    expect(config.messaging('notifier')).toEqual({
      service: 'notifier',
      brokers: ['127.0.0.1:9092', '127.0.0.1:9093'],
      topicPrefix: '',
      ssl: false,
    });
  });

  it.each([
    ['SMTP_URL', 'http://127.0.0.1'],
    ['SMTP_URL', 'smtp://'],
    ['SMTP_CONNECTIONS', '0'],
    ['SMTP_HANDOVERS', 'many'],
    ['MAIL_FROM', 'Redress'],
    ['MAIL_REPLY_DOMAIN', 'not a domain'],
    ['MAIL_PATIENCE_HOURS', '0'],
    ['VAULT_MASTER_KEY', 'c2hvcnQ='],
    ['VAULT_DATABASE_URL', 'mysql://127.0.0.1'],
    ['KAFKA_BROKERS', 'nowhere'],
    ['KAFKA_SASL_USERNAME', 'half'],
    ['REDRESS_TIME_ZONE', 'Mars/Olympus'],
  ])('refuse a wrong %s, without telling its value', (name, value) => {
    let message = '';
    try {
      load({ ...right, [name]: value });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = (error as ConfigError).message;
    }
    expect(message).toContain(name.replace('USERNAME', 'PASSWORD'));
    expect(message).not.toContain(`"${value}"`);
  });

  it('name all mistakes at once', () => {
    expect(() => load({ ...right, SMTP_URL: undefined, MAIL_FROM: '@', VAULT_MASTER_KEY: 'x' })).toThrow(
      /^(?=[\s\S]*SMTP_URL)(?=[\s\S]*MAIL_FROM)(?=[\s\S]*VAULT_MASTER_KEY)/,
    );
  });
});
