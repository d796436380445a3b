import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import { processesOf, Redress } from '../flow/redress.js';
import { tell } from './tell.js';
import { Terminal } from './terminal.js';

const documents = join(import.meta.dirname, '../../docs/stories');
const roles = ['customer', 'channel', 'specialist', 'senior', 'lead', 'auditor', 'operator'];

describe('the stories of the roles', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'redress-stories-')));
  const data = join(folder, 'data');
  let redress: Redress;

  beforeAll(async () => {
    redress = Redress.start(data);
    await eventually('Redress to be ready', () => redress.isReady(), { within: 180_000 }).catch((error: unknown) => {
      throw new Error(`it is not ready: ${redress.printed}`, { cause: error });
    });
  }, 200_000);

  afterAll(async () => {
    await redress?.end('SIGTERM');
    for (const pid of processesOf(data)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }, 40_000);

  it('are told for every role', () => {
    expect(readdirSync(documents)).toEqual(expect.arrayContaining(roles.map((role) => `${role}.md`)));
  });

  it.each(roles)(
    'of the %s is what the terminal shows',
    async (role) => {
      const terminal = new Terminal(join(folder, 'bin'), { ...process.env, REDRESS_DATA: data });
      const markdown = readFileSync(join(documents, `${role}.md`), 'utf8');
      expect(await tell(markdown, terminal)).toBeGreaterThan(3);
    },
    300_000,
  );
});
