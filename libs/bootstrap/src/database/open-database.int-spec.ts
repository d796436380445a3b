import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, makeTestDatabase, type TestDatabase } from '@redress/testing';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { Cable } from '../../trial/cable.js';
import { StartError } from '../config/start-error.js';
import { makeLog } from '../log/log.js';
import { openDatabase } from './open-database.js';

class MakeShelf1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE shelf (id int PRIMARY KEY)');
    await runner.query('SELECT pg_sleep(0.2)'); // long enough for another instance to come by
    await runner.query('INSERT INTO shelf VALUES (1)');
  }
  async down(): Promise<void> {}
}

class BreakShelf1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('INSERT INTO shelf VALUES (2)');
    await runner.query('INSERT INTO nowhere VALUES (2)');
  }
  async down(): Promise<void> {}
}

describe("a service's database", () => {
  const opened: DataSource[] = [];
  let database: TestDatabase;
  let url: string;

  beforeAll(async () => {
    database = await makeTestDatabase();
    url = database.urlOf('intake');
  });

  afterEach(async () => {
    for (const source of opened.splice(0)) await source.destroy();
    await database.query('DROP SCHEMA intake CASCADE');
    await database.query('CREATE SCHEMA intake AUTHORIZATION intake');
  });

  afterAll(() => database.drop());

  async function open(settings: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<DataSource> {
    const source = await openDatabase({ service: 'intake', url, migrations: [MakeShelf1764000000000], ...settings });
    opened.push(source);
    return source;
  }

  it('is migrated in its own schema before it is used', async () => {
    const source = await open();
    expect(await source.query('SELECT id FROM shelf')).toEqual([{ id: 1 }]);
    const tables = await database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'intake' ORDER BY 1");
    expect(tables).toEqual([{ tablename: 'migrations' }, { tablename: 'shelf' }]);
  });

  it('is migrated once by instances that start together, and not again by a later one', async () => {
    await Promise.all([open(), open(), open()]);
    const later = await open();
    expect(await later.query('SELECT name FROM migrations')).toEqual([{ name: 'MakeShelf1764000000000' }]);
  });

  it('gets a schema when there is none and the role may make one', async () => {
    const admin = new URL(url);
    await database.query("CREATE ROLE maker LOGIN SUPERUSER PASSWORD 'maker'").catch(() => {});
    admin.username = 'maker';
    admin.password = 'maker';
    const source = await open({ service: 'own-schema', url: admin.href });
    expect(await source.query('SELECT current_schema() AS schema')).toEqual([{ schema: 'own-schema' }]);
    await database.query('DROP SCHEMA "own-schema" CASCADE');
    await opened.pop()?.destroy();
    await database.query('DROP ROLE maker');
  });

  it('has bounds on everything that could hang, and is named after the service', async () => {
    const source = await open();
    const show = async (name: string) => (await source.query(`SHOW ${name}`))[0][name];
    expect(await show('statement_timeout')).toBe('4s');
    expect(await show('lock_timeout')).toBe('3s');
    expect(await show('idle_in_transaction_session_timeout')).toBe('5s');
    expect(await show('application_name')).toBe('intake');
    expect(await show('search_path')).toBe('"intake"');
  });

  it('ends the start when a migration fails, names it, and keeps what went before', async () => {
    const starting = open({ migrations: [MakeShelf1764000000000, BreakShelf1764000000001] });
    await expect(starting).rejects.toThrow(StartError);
    await expect(starting).rejects.toThrow('relation "nowhere" does not exist');
    expect(await database.query('SELECT id FROM intake.shelf')).toEqual([{ id: 1 }]);
  });

  it.each([
    [
      'password',
      (address: URL) => Object.assign(address, { password: 'wrong-secret' }),
      'refuses the password (28P01)',
    ],
    ['user', (address: URL) => Object.assign(address, { username: 'nobody' }), 'refuses the password (28P01)'],
    [
      'database',
      (address: URL) => Object.assign(address, { pathname: '/nowhere' }),
      'no database of this name (3D000)',
    ],
  ])('ends the start at once with a wrong %s, and says which variable', async (_, change, message) => {
    const starting = open({ url: change(new URL(url)).href });
    await expect(starting).rejects.toThrow(message);
    await expect(starting).rejects.toThrow('INTAKE_DATABASE_URL or DATABASE_URL');
    await expect(starting).rejects.not.toThrow('secret');
  });

  it('is waited for while it is not there, and the log says so now and then', async () => {
    const cable = await new Cable(url).plug();
    await cable.pull();
    const lines: string[] = [];
    const log = makeLog('intake', 'info', { write: (line) => void lines.push(line) });
    const opening = openDatabase({ service: 'intake', url: cable.url, migrations: [] }, log.lines);
    await eventually('a line about waiting', () => lines.join('').includes('waiting for PostgreSQL'));
    await cable.plug();
    const source = await opening;
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(lines).toHaveLength(1);
    await source.destroy();
    await cable.pull();
  });

  it('may end every connection without ending the process, and is there again for the next query', async () => {
    const source = await open();
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await database.cutConnectionsOf('intake');
    await expect(runner.query('SELECT 1')).rejects.toThrow();
    await runner.release();
    await eventually('an answer', () => source.query('SELECT 1 AS one'));
  });

  it('gives up a connection that does not answer, so that the next query has a new one', async () => {
    const cable = await new Cable(url).plug();
    const source = await open({ url: cable.url, poolSize: 1 });
    cable.hang();
    await expect(source.query('SELECT 1')).rejects.toThrow('Query read timeout');
    cable.passNewOnly();
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await opened.pop()?.destroy();
    await cable.pull();
  });
});
