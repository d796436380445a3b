import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareService, type ServiceOptions } from '@redress/bootstrap';
import { type Tables, withMessaging } from '@redress/messaging';
import { makeTestDatabase, type TestDatabase } from '@redress/testing';
import { AssignerConfig } from '../../apps/assigner/src/assigner.config.js';
import { assigner } from '../../apps/assigner/src/start.js';
import { assignerTables } from '../../apps/assigner/src/storage/tables.js';
import { CategoriserConfig } from '../../apps/categoriser/src/categoriser.config.js';
import { categoriser } from '../../apps/categoriser/src/start.js';
import { categoriserTables } from '../../apps/categoriser/src/storage/tables.js';
import { DeskConfig } from '../../apps/desk/src/desk.config.js';
import { desk } from '../../apps/desk/src/start.js';
import { deskTables } from '../../apps/desk/src/storage/tables.js';
import { IntakeConfig } from '../../apps/intake/src/intake.config.js';
import { intake } from '../../apps/intake/src/start.js';
import { intakeTables } from '../../apps/intake/src/storage/tables.js';
import { NotifierConfig } from '../../apps/notifier/src/notifier.config.js';
import { notifier } from '../../apps/notifier/src/start.js';
import { notifierTables } from '../../apps/notifier/src/storage/tables.js';
import { configured } from './configured.js';

let database: TestDatabase;

const nowhere = { brokers: ['127.0.0.1:1'], prefix: '' };
const columnsOf = `
  SELECT DISTINCT table_name AS name, column_name AS column FROM information_schema.columns WHERE table_schema = $1`;

const services: [
  service: 'intake' | 'categoriser' | 'assigner' | 'notifier' | 'desk',
  tables: Tables,
  made: () => ServiceOptions,
][] = [
  ['intake', intakeTables, () => intake(configured(IntakeConfig, 'intake', database, nowhere))],
  [
    'categoriser',
    categoriserTables,
    () => categoriser(configured(CategoriserConfig, 'categoriser', database, nowhere)),
  ],
  ['assigner', assignerTables, () => assigner(configured(AssignerConfig, 'assigner', database, nowhere))],
  ['notifier', notifierTables, () => notifier(configured(NotifierConfig, 'notifier', database, nowhere))],
  ['desk', deskTables, () => desk(configured(DeskConfig, 'desk', database, nowhere))],
];

beforeAll(async () => {
  database = await makeTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

describe('every table of a service', () => {
  it.each(services)('is folded or its own: %s', async (service, tables, made) => {
    const app = await prepareService(made());
    await app.close();
    const columns = await database.query<{ name: string; column: string }>(columnsOf, [service]);
    const { folded, own } = withMessaging(tables);
    const declared = [...folded.map(({ name }) => name), ...own];
    expect(declared.sort()).toEqual([...new Set(columns.map(({ name }) => name))].sort());
    for (const { name, key, ranked } of folded) {
      const named = [...key, ...(ranked ? [ranked.column, ranked.within] : [])];
      const there = columns.filter((column) => column.name === name).map(({ column }) => column);
      expect(there).toEqual(expect.arrayContaining(named));
    }
  });
});
