import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { messagingMigrations } from '../migrations/index.js';
import { type AnswerBox, firstAnswer, plainBox } from './first-answer.js';
import { type RequestKey, requestKeyOf, takeKey } from './request-key.js';

let database: TestDatabase;
let service: DataSource;

beforeAll(async () => {
  database = await makeTestDatabase();
  service = new DataSource({ type: 'postgres', url: database.urlOf('desk'), migrations: messagingMigrations });
  await service.initialize();
  await service.runMigrations();
});

afterAll(async () => {
  await service?.destroy();
  await database?.drop();
});

/** A key that was taken and not answered yet: its act was committed. */
async function taken(): Promise<RequestKey> {
  const key = requestKeyOf('ivan', randomUUID(), { act: 'decide' }) as RequestKey;
  await service.transaction((tx) => takeKey(tx, key, randomUUIDv7()));
  return key;
}

const answer = (key: RequestKey | undefined, status: string, box: AnswerBox = plainBox) =>
  firstAnswer(service, key, box, async () => ({ status }));

/** What nothing opens that was closed in it. */
const erased: AnswerBox = { close: async () => undefined, open: async () => undefined };

describe('what is answered under a key', () => {
  it('is what was answered first, and nothing is shown any more', async () => {
    const key = await taken();
    expect(await answer(key, 'assigned')).toEqual({ status: 'assigned' });
    const unasked = () => Promise.reject(new Error('shown again'));
    expect(await firstAnswer(service, key, plainBox, unasked)).toEqual({ status: 'assigned' });
  });

  it('is one answer of two that were both on their way to be the first', async () => {
    const key = await taken();
    const holder = service.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM idempotency_key WHERE key = $1 FOR UPDATE', [key.key]);
    const both = Promise.all([answer(key, 'assigned'), answer(key, 'closed')]);
    await eventually('both to be shown', async () => {
      const waiting = await database.query(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ 'SET answer'`,
      );
      return waiting.length === 2;
    });
    await holder.commitTransaction();
    await holder.release();
    const [one, other] = await both;
    expect(one).toEqual(other);
    expect(await answer(key, 'later')).toEqual(one);
  });

  it('is the own of each person and key', async () => {
    const [key, another] = [await taken(), await taken()];
    const olgas = requestKeyOf('olga', key.key, { act: 'decide' }) as RequestKey;
    await service.transaction((tx) => takeKey(tx, olgas, randomUUIDv7()));
    const names = new Set<string>();
    const named: AnswerBox = {
      ...plainBox,
      close: (name, given) => {
        names.add(name);
        return plainBox.close(name, given);
      },
    };
    expect(await answer(key, 'first', named)).toEqual({ status: 'first' });
    expect(await answer(another, 'second', named)).toEqual({ status: 'second' });
    expect(await answer(olgas, 'third', named)).toEqual({ status: 'third' });
    expect(names.size).toBe(3);
    expect([...names].join()).not.toMatch(new RegExp(`ivan|olga|${key.key}`));
  });

  it('goes with an act that is rolled back', async () => {
    const key = requestKeyOf('ivan', randomUUID(), { act: 'decide' }) as RequestKey;
    const refused = service.transaction(async (tx) => {
      await takeKey(tx, key, randomUUIDv7());
      await firstAnswer(tx, key, plainBox, async () => ({ status: 'rolled-back' }));
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    await service.transaction((tx) => takeKey(tx, key, randomUUIDv7()));
    expect(await answer(key, 'done')).toEqual({ status: 'done' });
  });

  it('is what is shown now when the first answer cannot be kept, or not opened any more', async () => {
    const key = await taken();
    expect(await answer(key, 'never kept', erased)).toEqual({ status: 'never kept' });
    expect(await answer(key, 'kept')).toEqual({ status: 'kept' });
    expect(await answer(key, 'redacted', erased)).toEqual({ status: 'redacted' });
    expect(await answer(key, 'later')).toEqual({ status: 'kept' });
  });

  it('is what is shown without a key, and when the key was forgotten meanwhile', async () => {
    expect(await answer(undefined, 'shown')).toEqual({ status: 'shown' });
    const key = await taken();
    await service.query('DELETE FROM idempotency_key');
    expect(await answer(key, 'shown')).toEqual({ status: 'shown' });
  });
});
