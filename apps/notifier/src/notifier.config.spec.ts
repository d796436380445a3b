import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@redress/bootstrap';
import { NotifierConfig, ownTemplates } from './notifier.config.js';

const right = {
  OIDC_ISSUER: 'http://127.0.0.1:4001',
  DATABASE_URL: 'postgres://notifier:secret@127.0.0.1:5432/redress',
  VAULT_DATABASE_URL: 'postgres://vault_reader:secret@127.0.0.1:5432/redress',
  VAULT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};
const load = (env: NodeJS.ProcessEnv) => loadConfig(NotifierConfig, env, 'notifier');

function mistakes(env: NodeJS.ProcessEnv): string[] {
  try {
    load({ ...right, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

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
    ['WAY_IN_URL', 'complaints.example.org/way-in'],
    ['WAY_IN_URL', 'ftp://complaints.example.org/way-in'],
    ['WAY_IN_URL', 'https://complaints.example.org/#way-in'],
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

  it('name a folder of letters that is not there beside what else is wrong', () => {
    expect(mistakes({ MAIL_TEMPLATES: '/nope', LOG_LEVEL: 'shout' }).sort()).toEqual([
      expect.stringMatching(/^LOG_LEVEL: /),
      expect.stringMatching(/^MAIL_TEMPLATES: names a folder that cannot be read \(ENOENT\); expected /),
    ]);
  });

  it('name every fault of the letters beside what else is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-letters-'));
    cpSync(ownTemplates, folder, { recursive: true });
    rmSync(join(folder, 'en/end.md'));
    rmSync(join(folder, 'ru/closed.md'));
    const said = mistakes({ MAIL_TEMPLATES: folder, LOG_LEVEL: 'shout' });
    rmSync(folder, { recursive: true });
    expect(said.sort()).toEqual([
      expect.stringMatching(/^LOG_LEVEL: /),
      'MAIL_TEMPLATES: en/end.md: it is missing',
      'MAIL_TEMPLATES: ru/closed.md: it is missing',
    ]);
  });
});
