import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type ComplaintKey, type Connection, seal, VaultKeeper, VaultReader } from '@redress/vault';
import { openWords } from './open-words.js';

const masterKey = randomBytes(32);
const keeper = new VaultKeeper(masterKey);

/** The vault's table in memory, and a complaint in it with the words of its events. */
class Vault implements Connection {
  readonly rows: { complaint_id: string; wrapped: Buffer }[] = [];
  queries = 0;

  async query(sql: string, [first, wrapped]: unknown[]): Promise<typeof this.rows> {
    this.queries += 1;
    const ids = first as string[];
    if (sql.startsWith('INSERT')) {
      this.rows.push(
        ...ids.map((complaint_id, nth) => ({ complaint_id, wrapped: (wrapped as Buffer[])[nth] as Buffer })),
      );
    }
    return this.rows.filter(({ complaint_id }) => ids.includes(complaint_id));
  }

  async complaint(...texts: string[]) {
    const id = randomUUID();
    const key: ComplaintKey = await keeper.issue(this, id);
    const timeline = texts.map((text) => {
      const eventId = randomUUID();
      return { id: eventId, sealed: seal(key, eventId, { text }) };
    });
    return { id, timeline };
  }
}

let vault: Vault;
let log: ReturnType<typeof jest.spyOn>;

beforeEach(() => {
  vault = new Vault();
  log = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

const open = async (complaints: Awaited<ReturnType<Vault['complaint']>>[]) => {
  vault.queries = 0;
  const words = await openWords(complaints, new VaultReader(vault, masterKey));
  return complaints.map(({ timeline }) => timeline.map(({ id }) => words.get(id)?.text));
};

describe('the words of timelines', () => {
  it('are opened with one query', async () => {
    const complaints = [await vault.complaint('a', 'b'), await vault.complaint('c')];
    expect(await open(complaints)).toEqual([['a', 'b'], ['c']]);
    expect(vault.queries).toBe(1);
    expect(log).not.toHaveBeenCalled();
  });

  it.each(['v1.AAAA', 'nonsense', `v1.${'A'.repeat(100)}`])(
    'are all shown but those that do not open, with an alarm that holds no word: %s',
    async (forged) => {
      const [first, second] = [await vault.complaint('a', 'b', 'c'), await vault.complaint('d')];
      const broken = {
        ...first,
        timeline: first.timeline.map((one, nth) => (nth === 1 ? { ...one, sealed: forged } : one)),
      };
      expect(await open([broken, second])).toEqual([['a', undefined, 'c'], ['d']]);
      expect(log.mock.calls).toEqual([[expect.stringContaining(String(first.timeline[1]?.id))]]);
    },
  );

  it('are redacted where the key itself does not open', async () => {
    const [first, second] = [await vault.complaint('a', 'b'), await vault.complaint('c')];
    Object.assign(vault.rows[0] as object, { wrapped: randomBytes(60) });
    expect(await open([first, second])).toEqual([[undefined, undefined], ['c']]);
    expect(log).toHaveBeenCalledTimes(2);
  });

  it('are not there while the vault is away: then trying again helps', async () => {
    const complaints = [await vault.complaint('a')];
    const away = new Error('ECONNREFUSED');
    jest.spyOn(vault, 'query').mockRejectedValue(away);
    await expect(open(complaints)).rejects.toBe(away);
  });
});
