import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const main = join(import.meta.dirname, '../../dist/test/faults/src/main.js');
const folder = mkdtempSync(join(tmpdir(), 'redress-short-campaign-'));
const json = join(folder, 'outcome.json');

/** Runs the built campaign; resolves with its exit code and the end of what it said. */
async function runShort(): Promise<{ code: number | null; said: string }> {
  const flags = ['--disable-warning=TimeoutNegativeWarning'];
  const child = spawn(process.execPath, [...flags, main, '--short', '--seed', '1', '--json', json]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

describe('A deployment that is killed, stopped, fed its own journal again and poisoned', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('loses nothing and does nothing twice', async () => {
    const { code, said } = await runShort();
    expect({ code, said: code === 0 ? '' : said.slice(-6_000) }).toEqual({ code: 0, said: '' });
    const outcome = JSON.parse(readFileSync(json, 'utf8')) as { accepted: number; violations: number };
    expect(outcome.violations).toBe(0);
    expect(outcome.accepted).toBeGreaterThan(400);
  }, 300_000);
});
