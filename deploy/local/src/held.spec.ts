import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { hold, isHeld, untilLetGo } from './held.js';

const folder = mkdtempSync(join(tmpdir(), 'held-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('a service that is held', () => {
  it('waits until it is let go, and no other service does', async () => {
    const held = hold(folder, 'assigner');
    expect([isHeld(folder, 'assigner'), isHeld(folder, 'intake')]).toEqual([true, false]);
    let goes = false;
    const waiting = untilLetGo(folder, 'assigner').then(() => {
      goes = true;
    });
    await untilLetGo(folder, 'intake');
    expect(goes).toBe(false);
    held.letGo();
    await waiting;
  });

  it('is let go by the end of whoever held it', async () => {
    writeFileSync(join(folder, 'notifier'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    expect(isHeld(folder, 'notifier')).toBe(false);
  });

  it('does not keep the deployment from ending', async () => {
    const held = hold(folder, 'intake');
    await expect(untilLetGo(folder, 'intake', AbortSignal.timeout(10))).rejects.toThrow();
    held.letGo();
  });
});
