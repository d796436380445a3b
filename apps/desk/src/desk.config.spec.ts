import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@redress/bootstrap';
import { DeskConfig } from './desk.config.js';

const right = {
  OIDC_ISSUER: 'http://127.0.0.1:4001',
  DATABASE_URL: 'postgres://desk:secret@127.0.0.1:5432/redress',
  VAULT_DATABASE_URL: 'postgres://vault_reader:secret@127.0.0.1:5432/redress',
  VAULT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  KAFKA_BROKERS: '127.0.0.1:9092',
};
const load = (env: NodeJS.ProcessEnv) => loadConfig(DeskConfig, { ...right, ...env }, 'desk');

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

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-replies-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the desk's settings", () => {
  it('hold the replies of the folder that is named', () => {
    writeFileSync(join(folder, 'thanks.yaml'), 'title: {ru: Да, en: Yes}\ntext: {ru: Да, en: Yes}\n');
    expect(load({ CANNED_REPLIES: folder }).cannedReplies?.all()).toMatchObject([{ name: 'thanks' }]);
    expect(load({}).cannedReplies).toBeUndefined();
  });

  it('name a folder that is not there beside what else is wrong', () => {
    expect(mistakes({ CANNED_REPLIES: '/nope', LOG_LEVEL: 'shout' }).sort()).toEqual([
      expect.stringMatching(/^CANNED_REPLIES: names a folder that cannot be read \(ENOENT\); expected /),
      expect.stringMatching(/^LOG_LEVEL: /),
    ]);
  });

  it('name every mistake in the replies beside what else is wrong', () => {
    writeFileSync(join(folder, 'thanks.yaml'), 'title: {ru: Да}\ntext: {ru: Да, en: Yes}\n');
    writeFileSync(join(folder, 'sorry.yaml'), '{');
    expect(mistakes({ CANNED_REPLIES: folder, LOG_LEVEL: 'shout' }).sort()).toEqual([
      expect.stringMatching(/^CANNED_REPLIES: sorry\.yaml: no YAML at line 1, /),
      'CANNED_REPLIES: thanks.yaml: title.en is missing',
      expect.stringMatching(/^LOG_LEVEL: /),
    ]);
  });
});
