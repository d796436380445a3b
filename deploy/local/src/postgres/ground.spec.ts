import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findGround } from './ground.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('the ground that PostgreSQL stands on', () => {
  const barred = mkdtempSync(join(tmpdir(), 'redress-ground-'));
  const open = join(barred, 'open');
  const look = (program: string) => {
    const { start } = findGround(join(open, 'data'), [program]);
    const script = 'require("fs").accessSync(process.argv[1], 1); console.log(process.getuid())';
    const { file, args, ...account } = start(process.execPath, ['-e', script, program]);
    return spawnSync(file, args, { ...account, encoding: 'utf8' });
  };

  beforeAll(() => {
    mkdirSync(open);
    writeFileSync(join(open, 'postgres'), '', { mode: 0o700 });
  });
  afterAll(() => rmSync(barred, { recursive: true, force: true }));

  asRoot('is never root, even where only root may enter', () => {
    const { stdout, status } = look(join(open, 'postgres'));
    expect({ status, root: stdout.trim() === '0' }).toEqual({ status: 0, root: false });
  });

  asRoot('needs no special right where everybody may enter', () => {
    chmodSync(barred, 0o755);
    expect(findGround(join(open, 'data'), [join(open, 'postgres')]).start('postgres', [])).toMatchObject({
      file: 'postgres',
      uid: expect.any(Number),
    });
  });
});
