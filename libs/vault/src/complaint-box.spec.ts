import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ComplaintBox } from './complaint-box.js';
import type { WrappedKey } from './connection.js';
import { VaultKeeper } from './vault-keeper.js';
import { VaultReader } from './vault-reader.js';

Logger.overrideLogger(false);

const masterKey = randomBytes(32);
const answer = { text: 'Вывод висит третий день', timeline: [] };

/** A box of a complaint, and the vault's table that its key lies in. */
async function aBox() {
  const complaintId = randomUUID();
  const table: { rows: WrappedKey[]; isAway: boolean } = { rows: [], isAway: false };
  const keeping = {
    query: async (_sql: string, [[complaint_id], [wrapped]]: [string[], Buffer[]]) => {
      table.rows = [{ complaint_id, wrapped } as WrappedKey];
    },
  };
  await new VaultKeeper(masterKey).issue(keeping as never, complaintId);
  const reading = {
    query: async () => {
      if (table.isAway) throw new Error('the database is away');
      return table.rows;
    },
  };
  return { box: new ComplaintBox(new VaultReader(reading, masterKey), complaintId), table };
}

describe('the box of a complaint', () => {
  it('gives back what was closed in it, under the same name alone, and shows none of it', async () => {
    const { box } = await aBox();
    const closed = (await box.close('one', answer)) as string;
    expect(closed).toMatch(/^v1\.[\w-]+$/);
    expect(await box.open('one', closed)).toEqual(answer);
    expect(await box.open('other', closed)).toBeUndefined();
    expect(await (await aBox()).box.open('one', closed)).toBeUndefined();
  });

  it.each([
    ['deleted', []],
    ['spoiled', [randomBytes(60)]],
  ])('stays shut when its key is %s, and takes nothing more', async (_how, keys) => {
    const { box, table } = await aBox();
    const closed = (await box.close('one', answer)) as string;
    table.rows = table.rows.flatMap((row) => keys.map((wrapped) => ({ ...row, wrapped })));
    expect(await box.open('one', closed)).toBeUndefined();
    expect(await box.close('two', answer)).toBeUndefined();
  });

  it('is not as good as gone while the vault is away', async () => {
    const { box, table } = await aBox();
    const closed = (await box.close('one', answer)) as string;
    table.isAway = true;
    await expect(box.open('one', closed)).rejects.toThrow('away');
    await expect(box.close('two', answer)).rejects.toThrow('away');
  });
});
