import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseMasterKey } from './complaint-key.js';
import type { Connection, WrappedKey } from './connection.js';
import { seal } from './seal.js';
import { VaultKeeper } from './vault-keeper.js';
import { VaultReader } from './vault-reader.js';

const complaint = (n: number) => `0190b2a8-7b1e-7c3a-9b55-00000000000${n}`;
const event = (n: number) => `0190b2a8-7b1e-7c3a-9b55-10000000000${n}`;

/** The vault's table in memory, answering the statements of the keeper and the reader. */
class KeyTable implements Connection {
  readonly rows = new Map<string, Buffer>();
  queries = 0;

  async query(sql: string, parameters: unknown[]): Promise<WrappedKey[]> {
    this.queries += 1;
    if (sql.startsWith('INSERT')) {
      const [ids, wrapped] = parameters as [string[], Buffer[]];
      for (const [nth, id] of ids.entries()) this.rows.set(id.toLowerCase(), wrapped[nth] as Buffer);
      return [];
    }
    const asked = new Set([parameters[0]].flat().map((id) => String(id).toLowerCase()));
    // Like a database: in no order of ours.
    return [...this.rows]
      .filter(([id]) => asked.has(id))
      .reverse()
      .map(([complaint_id, wrapped]) => ({ complaint_id, wrapped }));
  }
}

const masterKey = randomBytes(32);

async function vaultOf(count: number) {
  const table = new KeyTable();
  const keeper = new VaultKeeper(masterKey);
  const keys = await Promise.all(Array.from({ length: count }, (_, n) => keeper.issue(table, complaint(n))));
  const asked = keys.map((key, n) => ({
    complaintId: complaint(n),
    eventId: event(n),
    sealed: seal(key, event(n), { text: `words ${n}` }),
  }));
  table.queries = 0;
  return { table, keeper, keys, asked };
}

describe('the vault', () => {
  it('opens many words with one query, in the order asked for', async () => {
    const { table, asked } = await vaultOf(4);
    const opened = await new VaultReader(table, masterKey).open([...asked, asked[1] as (typeof asked)[0]]);
    expect(opened).toEqual([0, 1, 2, 3, 1].map((n) => ({ text: `words ${n}` })));
    expect(table.queries).toBe(1);
  });

  it('asks the database nothing when nothing is asked of it', async () => {
    const { table } = await vaultOf(1);
    expect(await new VaultReader(table, masterKey).open([])).toEqual([]);
    expect(table.queries).toBe(0);
  });

  it('takes a missing key for redacted words and opens the others', async () => {
    const { table, asked } = await vaultOf(3);
    table.rows.delete(complaint(1));
    const opened = await new VaultReader(table, masterKey).open(asked);
    expect(opened).toEqual([{ text: 'words 0' }, undefined, { text: 'words 2' }]);
  });

  it('knows a complaint however its id is written', async () => {
    const { table, asked } = await vaultOf(1);
    const upper = asked.map((words) => ({ ...words, complaintId: words.complaintId.toUpperCase() }));
    expect(await new VaultReader(table, masterKey).open(upper)).toEqual([{ text: 'words 0' }]);
  });

  it('finds the key of a complaint, and none where none is', async () => {
    const { table, keeper, keys } = await vaultOf(1);
    expect(await keeper.find(table, complaint(0))).toEqual(keys[0]);
    expect(await keeper.find(table, complaint(1))).toBeUndefined();
  });

  it('stores no key in the clear', async () => {
    const { table, keys } = await vaultOf(1);
    expect(table.rows.get(complaint(0))?.includes(keys[0]?.key ?? '')).toBe(false);
  });

  it('refuses words of another event', async () => {
    const { table, asked } = await vaultOf(1);
    const moved = asked.map((words) => ({ ...words, eventId: event(9) }));
    await expect(new VaultReader(table, masterKey).open(moved)).rejects.toMatchObject({ code: 'tampered' });
  });

  it("refuses a key that was put under another complaint's id", async () => {
    const { table, asked } = await vaultOf(2);
    table.rows.set(complaint(0), table.rows.get(complaint(1)) as Buffer);
    await expect(new VaultReader(table, masterKey).open(asked)).rejects.toMatchObject({ code: 'unreadable-key' });
  });

  it('refuses another master key', async () => {
    const { table, asked } = await vaultOf(1);
    const other = randomBytes(32);
    await expect(new VaultReader(table, other).open(asked)).rejects.toMatchObject({ code: 'unreadable-key' });
    await expect(new VaultKeeper(other).find(table, complaint(0))).rejects.toMatchObject({ code: 'unreadable-key' });
  });

  it("lets the database's own errors through", async () => {
    const { asked } = await vaultOf(1);
    const down = new Error('ECONNREFUSED');
    const reader = new VaultReader({ query: () => Promise.reject(down) }, masterKey);
    await expect(reader.open(asked)).rejects.toBe(down);
  });
});

describe('a master key', () => {
  it('is 32 bytes in base64', () => {
    expect(parseMasterKey(masterKey.toString('base64'))).toEqual(masterKey);
  });

  it.each(['', 'c2hvcnQ=', randomBytes(33).toString('base64')])('is refused when it is not: %j', (text) => {
    expect(() => parseMasterKey(text)).toThrow(/^invalid-master-key: a master key is 32 bytes in base64/);
  });
});
