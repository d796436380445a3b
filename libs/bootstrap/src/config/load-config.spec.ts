import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IsArray, IsBoolean, IsString } from 'class-validator';
import { ConfigError, Env, IsAddress, loadConfig, ServiceConfig, SettingFaults } from '../index.js';

class TrialConfig extends ServiceConfig {
  @Env('SMTP_URL', { expected: 'an address such as smtp://127.0.0.1:25' })
  @IsAddress(['smtp:', 'smtps:'])
  smtpUrl: string;

  @Env('KAFKA_BROKERS')
  @IsArray()
  @IsString({ each: true })
  brokers: string[] = ['127.0.0.1:9092'];

  @Env('KAFKA_SSL')
  @IsBoolean()
  ssl: boolean = false;
}

class HoursConfig extends TrialConfig {
  @Env('HOURS', {
    read: (text) => {
      if (text === 'broken') throw new Error('broken');
      if (text.includes('?')) throw new SettingFaults(['Monday: is unclear', 'Friday: is unclear']);
      return new Set(text.split(' '));
    },
  })
  hours: Set<string> = new Set();
}

const right = {
  OIDC_ISSUER: 'https://login.example.org',
  DATABASE_URL: 'postgres://trial:pass%40word@127.0.0.1:5432/redress',
  SMTP_URL: 'smtp://127.0.0.1:25',
};
const load = (env: NodeJS.ProcessEnv) => loadConfig(TrialConfig, env, 'two-words');

function mistakes(env: NodeJS.ProcessEnv): string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('a configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(name: string, content: string): string {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  }

  it('has its defaults, and an empty variable is none', () => {
    expect(load({ ...right, PORT: '', LOG_LEVEL: ' ' })).toEqual({
      port: 0,
      host: '127.0.0.1',
      logLevel: 'info',
      rateLimits: 'on',
      issuer: 'https://login.example.org',
      databaseUrl: right.DATABASE_URL,
      timeZone: 'Europe/Moscow',
      shutdownSeconds: 15,
      smtpUrl: 'smtp://127.0.0.1:25',
      brokers: ['127.0.0.1:9092'],
      ssl: false,
    });
  });

  it('takes numbers, lists and booleans as its properties are declared', () => {
    const config = load({ ...right, PORT: '4001', KAFKA_BROKERS: 'a:1, b:2', KAFKA_SSL: 'true' });
    expect(config).toMatchObject({ port: 4001, brokers: ['a:1', 'b:2'], ssl: true });
  });

  it('holds what a variable names, as it was read', () => {
    const loadHours = (HOURS: string, more = {}) => loadConfig(HoursConfig, { ...right, HOURS, ...more }, 'trial');
    expect(loadHours('9 17').hours).toEqual(new Set(['9', '17']));
    expect(loadHours('').hours).toEqual(new Set());
    expect(() => loadHours('?', { PORT: 'http' })).toThrow(
      /3 settings are wrong\n(?=[\s\S]*HOURS: Monday: is unclear\n {2}HOURS: Friday: is unclear)(?=[\s\S]*PORT: )/,
    );
    expect(() => loadHours('broken')).toThrow(/^broken$/);
  });

  it("prefers the service's own variable", () => {
    const own = 'postgres://own@127.0.0.1/redress';
    expect(load({ ...right, TWO_WORDS_DATABASE_URL: own }).databaseUrl).toBe(own);
  });

  it('reads a secret from the file that names it', () => {
    const path = file('url', '  postgres://from-file@127.0.0.1/redress\n');
    const { DATABASE_URL: _, ...rest } = right;
    expect(load({ ...rest, DATABASE_URL_FILE: path }).databaseUrl).toBe('postgres://from-file@127.0.0.1/redress');
    expect(load({ ...right, TWO_WORDS_DATABASE_URL_FILE: path }).databaseUrl).toContain('from-file');
  });

  it('names every mistake at once, one line each, without a value', () => {
    const env = {
      PORT: '70000',
      LOG_LEVEL: 'loud-secret',
      OIDC_ISSUER: 'login.example.org-secret',
      REDRESS_TIME_ZONE: 'Mars/Secret',
      SMTP_URL: 'https://user:secret@example.org',
      KAFKA_SSL: 'perhaps-secret',
      TWO_WORDS_DATABASE_URL_FILE: join(folder, 'missing'),
    };
    const lines = mistakes(env);
    expect(lines.map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining([
        'PORT',
        'LOG_LEVEL',
        'OIDC_ISSUER',
        'REDRESS_TIME_ZONE',
        'SMTP_URL',
        'KAFKA_SSL',
        'TWO_WORDS_DATABASE_URL or DATABASE_URL',
      ]),
    );
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toMatch(/^[^\n]+: .+; expected .+$/);
    expect(() => load(env)).toThrow(/^two-words cannot start: 7 settings are wrong\n/);
    expect(lines.join('\n').toLowerCase()).not.toContain('secret');
  });

  it.each([
    ['a missing one', {}, 'is not set; expected'],
    ['a port that is no number', { ...right, PORT: 'http' }, 'PORT: is wrong; expected a port'],
    ['a file that cannot be read', { ...right, SMTP_URL: '', SMTP_URL_FILE: '/nowhere/at/all' }, 'ENOENT'],
    ['a folder as a file', { ...right, SMTP_URL: '', SMTP_URL_FILE: tmpdir() }, 'EISDIR'],
    ['both the variable and its file', { ...right, SMTP_URL_FILE: '/some/file' }, 'one of the two'],
    ['a database of another kind', { ...right, DATABASE_URL: 'mysql://a@b/c' }, 'DATABASE_URL: is wrong'],
  ])('is told of %s', (_, env, expected) => {
    expect(mistakes(env).join('\n')).toContain(expected);
  });

  it('is told of an empty file', () => {
    const env = { ...right, SMTP_URL: '', SMTP_URL_FILE: file('empty', ' \n') };
    expect(mistakes(env).join('\n')).toContain('empty file');
  });
});
