import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Processes } from '../processes/processes.js';
import { findJava, javaVersion } from './java.js';
import { kafkaPart } from './kafka.js';

describe('the choice of a broker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-broker-'));
  const program = (name: string, script: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  const choose = () => {
    const place = { dataDir: join(folder, 'kafka'), port: 1, controllerPort: 2, log: join(folder, 'kafka.log') };
    const env = { PATH: folder, XDG_CACHE_HOME: folder };
    const choice = { processes: new Processes(), env, signal: AbortSignal.timeout(5000), say: () => {} };
    return kafkaPart(place, choice);
  };

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with the three ways there are when none is open', async () => {
    await expect(choose()).rejects.toThrow(
      /there is no Java on the path and no Docker engine answers: install Java 17.* Docker engine .* KAFKA_BROKERS/,
    );
  });

  it('says that a Java is too old, and takes an engine that has the image', async () => {
    program('java', `echo 'openjdk version "11.0.2" 2019-01-15' >&2`);
    await expect(choose()).rejects.toThrow(/java is Java 11, too old/);
    program('docker', 'exit 0');
    expect((await choose()).name).toBe('kafka');
  });

  it('knows the Java of JAVA_HOME from the one on the path', () => {
    expect(findJava({ PATH: folder, JAVA_HOME: '/nowhere' })).toEqual({
      lack: 'JAVA_HOME names no Java (/nowhere/bin/java does not run)',
    });
  });

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_202"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['no version at all', 0],
  ])('reads %s', (said, version) => expect(javaVersion(said)).toBe(version));
});
