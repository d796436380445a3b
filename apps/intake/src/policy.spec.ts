import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Policy, readPolicy } from './policy.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function policyOf(text: string) {
  const file = join(folder, 'policy.yaml');
  await writeFile(file, text);
  return readPolicy(file);
}

describe('the policy', () => {
  it('lets complaints be opened again for fourteen days, unless it says otherwise', async () => {
    expect(new Policy()).toMatchObject({ reopening: { days: 14 } });
    expect(await policyOf('promises: { simple: PT24H }')).toMatchObject({ reopening: { days: 14 } });
    expect(await policyOf('reopening: {}')).toMatchObject({ reopening: { days: 14 } });
    expect(await policyOf('reopening:\n  days: 30\n')).toMatchObject({ reopening: { days: 30 } });
    expect(await policyOf('{"reopening":{"days":0}}')).toMatchObject({ reopening: { days: 0 } });
  });

  it.each([
    ['- a list', 'must hold an object'],
    ['{', 'not YAML'],
    ['reopening: *secret', 'not YAML'],
    ['reopening: 14', 'reopening: must be an object with days'],
    ['reopening: { days: two }', 'reopening.days: must be a whole number of days, 0 to 3650'],
    ['reopening: { days: -1 }', 'reopening.days: must be a whole number of days'],
    ['reopening: { days: 2, hours: 3 }', 'reopening.hours: '],
  ])('of %j is refused in plain words, without what stands there', async (text, message) => {
    await expect(policyOf(text)).rejects.toMatchObject({
      name: 'SettingFaults',
      faults: [expect.stringContaining(message)],
    });
    await expect(policyOf(text)).rejects.not.toThrow('secret');
  });

  it('in a file that is not there is refused', () => {
    expect(() => readPolicy(join(folder, 'nowhere'))).toThrow('cannot be read (ENOENT)');
  });
});
