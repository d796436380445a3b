import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { classArchive, sharingClasses } from './class-archive.js';
import { jarFolder } from './jars.js';
import { findJava } from './java.js';

describe('the classes a broker starts with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-archive-'));
  const found = findJava(process.env);
  const jars = jarFolder(process.env);
  const java = (flags: string[]) => {
    if ('lack' in found) throw new Error(found.lack);
    return spawnSync(found.java, [...flags, '-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'random-uuid'], {
      encoding: 'utf8',
    });
  };
  // The broker of this run runs in Java, or there is none here to archive anything with.
  const inJava = 'java' in found && existsSync(jars) ? it : it.skip;

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  inJava('are taken by this Java from the archive that was made once', () => {
    const flags = 'lack' in found ? [] : sharingClasses(jars, found);
    expect(flags).toHaveLength(1);
    const { status, stdout } = java(['-Xshare:on', '-Xlog:class+load', ...flags]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/org\.apache\.kafka\.\S+ source: shared objects file \(top\)/);
  });

  inJava('are loaded from the jars when the archive is broken', () => {
    const archive = join(folder, 'broken.jsa');
    writeFileSync(archive, 'no archive');
    expect(java([`-XX:SharedArchiveFile=${archive}`]).status).toBe(0);
  });

  it('are of one Java: another one has an archive of its own, and no flag while it has none', () => {
    const [one, other] = ['17.0.15', '21.0.3'].map((version) => ({ java: 'java', version }));
    if (!one || !other) throw new Error('two');
    expect(classArchive(folder, one)).not.toBe(classArchive(folder, other));
    writeFileSync(classArchive(folder, one), '');
    expect(sharingClasses(folder, one)).toEqual([`-XX:SharedArchiveFile=${classArchive(folder, one)}`]);
    expect(sharingClasses(folder, other)).toEqual([]);
  });
});
