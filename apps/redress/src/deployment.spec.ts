import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { claimsOf, Deployment, dataFolder } from './deployment.js';

describe('finding the deployment', () => {
  it('looks where it is told, then in REDRESS_DATA, then here', () => {
    expect(dataFolder('d', { REDRESS_DATA: '/e' }, '/here')).toBe('/here/d');
    expect(dataFolder(undefined, { REDRESS_DATA: '/e' }, '/here')).toBe('/e');
    expect(dataFolder(undefined, {}, '/here')).toBe('/here/.redress');
  });

  it('says how to get one where none runs, and ends with 3', () => {
    const nowhere = join(tmpdir(), 'no-redress-here');
    expect(() => Deployment.in(nowhere)).toThrow(expect.objectContaining({ exit: 3 }));
    expect(() => Deployment.in(nowhere)).toThrow(/npm start/);
  });

  it.each([
    [false, 'it is still starting; try again in a moment'],
    [true, 'its endpoints.json does not name it'],
  ])('says why a service cannot be asked when ready is %s, and ends with 3', async (ready, why) => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-starting-'));
    try {
      writeFileSync(join(folder, 'endpoints.json'), JSON.stringify({ ready, services: {}, people: {} }));
      const asking = Deployment.in(folder, 'a token').call('assigner', 'ivan', '/v1/queue');
      await expect(asking).rejects.toMatchObject({ exit: 3, message: expect.stringContaining(why) });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the claims of a token', () => {
  it('are none when it cannot be read', () => {
    expect(claimsOf('nonsense')).toEqual({});
    expect(claimsOf('')).toEqual({});
  });
});
