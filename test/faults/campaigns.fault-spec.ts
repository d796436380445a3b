import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const main = join(import.meta.dirname, '../../dist/test/faults/src/main.js');
const folder = mkdtempSync(join(tmpdir(), 'redress-campaigns-'));
const json = join(folder, 'outcome.json');
const patienceMs = 600_000;

/** Runs the built campaign; resolves with its exit code and the end of what it said. */
async function run(args: string): Promise<{ code: number | null; said: string }> {
  const flags = ['--disable-warning=TimeoutNegativeWarning'];
  const child = spawn(process.execPath, [...flags, main, ...args.split(' '), '--json', json]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

async function loseNothing(args: string, atLeast: number): Promise<void> {
  const { code, said } = await run(args);
  expect({ code, said: code === 0 ? '' : said.slice(-6_000) }).toEqual({ code: 0, said: '' });
  const outcome = JSON.parse(readFileSync(json, 'utf8')) as { accepted: number; violations: number };
  expect(outcome.violations).toBe(0);
  expect(outcome.accepted).toBeGreaterThan(atLeast);
}

describe('A deployment loses nothing and does nothing twice', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // How soon it goes on is measured where nothing else runs; beside other specs it is enough that it does.
  const killed = `${'--fault kill-kafka=1 '.repeat(3)}--within 120`;

  it(
    'when it is killed, stopped, fed its own journal again and poisoned',
    () => loseNothing('--short --seed 1', 400),
    patienceMs,
  );

  it(
    'when its broker is killed again and again',
    () => loseNothing(`--seed 1 --complaints 300 --lives 0 ${killed}`, 200),
    patienceMs,
  );
});
