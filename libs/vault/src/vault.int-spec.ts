import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { makeTestDatabase, type TestDatabase } from '@redress/testing';
import { DataSource } from 'typeorm';
import { type ComplaintKey, seal, VaultKeeper, VaultModule, VaultReader, vaultMigrations } from './index.js';

const masterKey = randomBytes(32);
const keeper = new VaultKeeper(masterKey);
const hearsay = { complaintId: randomUUID(), eventId: randomUUID(), sealed: 'v1.AAAA' };

describe('the vault in PostgreSQL', () => {
  let database: TestDatabase;
  let intake: DataSource;
  let app: INestApplicationContext;
  let reader: VaultReader;

  beforeAll(async () => {
    database = await makeTestDatabase();
    intake = new DataSource({ type: 'postgres', url: database.urlOf('intake'), migrations: vaultMigrations });
    await intake.initialize();
    await intake.runMigrations();
    const module = VaultModule.forReader({ url: database.urlOf('vault_reader'), masterKey });
    app = await NestFactory.createApplicationContext(module, { logger: false });
    reader = app.get(VaultReader);
  });

  afterAll(async () => {
    await app?.close();
    await intake?.destroy();
    await database?.drop();
  });

  async function accepted(text: string) {
    const [complaintId, eventId] = [randomUUID(), randomUUID()];
    const key = await intake.transaction((tx) => keeper.issue(tx, complaintId));
    return { complaintId, eventId, sealed: seal(key, eventId, { text }) };
  }

  it('gives a reader the words whose keys are there, and redacts the others', async () => {
    const [kept, erased] = [await accepted('kept'), await accepted('erased')];
    await intake.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [erased.complaintId]);
    expect(await reader.open([erased, kept, hearsay])).toEqual([undefined, { text: 'kept' }, undefined]);
    expect(await keeper.find(intake, kept.complaintId)).toMatchObject({ complaintId: kept.complaintId });
  });

  it('gives a reader the key to seal more words under, unless it is gone', async () => {
    const { complaintId } = await accepted('first');
    const [key, eventId] = [await reader.find(complaintId.toUpperCase()), randomUUID()];
    const sealed = seal(key as ComplaintKey, eventId, { text: 'second' });
    expect(await reader.open([{ complaintId, eventId, sealed }])).toEqual([{ text: 'second' }]);
    await intake.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [complaintId]);
    expect(await reader.find(complaintId)).toBeUndefined();
  });

  it('keeps no key of a complaint whose acceptance was rolled back', async () => {
    const complaintId = randomUUID();
    const refused = intake.transaction(async (tx) => {
      await keeper.issue(tx, complaintId);
      throw new Error('not accepted');
    });
    await expect(refused).rejects.toThrow('not accepted');
    expect(await keeper.find(intake, complaintId)).toBeUndefined();
  });

  it('gives a complaint one key only', async () => {
    const { complaintId } = await accepted('words');
    await expect(keeper.issue(intake, complaintId)).rejects.toThrow(/duplicate key/);
  });

  it('lets a reader change nothing', async () => {
    const asReader = new DataSource({ type: 'postgres', url: database.urlOf('vault_reader') });
    await asReader.initialize();
    await expect(asReader.query('DELETE FROM vault.complaint_key')).rejects.toThrow(/permission denied/);
    await asReader.destroy();
  });

  it('opens again after its connections were cut', async () => {
    const words = await accepted('words');
    await reader.open([words]);
    await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'vault_reader'");
    // One attempt may still meet the dead connection: that error is the database's, and trying again helps.
    const first = await reader.open([words]).catch((error: Error) => error);
    if (first instanceof Error) expect(first.name).not.toBe('VaultError');
    expect(await reader.open([words])).toEqual([{ text: 'words' }]);
  });

  it('is made once, however often its migration is asked for', async () => {
    await intake.query("DELETE FROM migrations WHERE name LIKE 'MakeVault%'");
    await expect(intake.runMigrations()).resolves.toHaveLength(1);
  });
});
