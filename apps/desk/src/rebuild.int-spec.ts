import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildService } from '@redress/messaging';
import { aConfig } from '../trial/hosted-desk.js';
import { StagedDesk } from '../trial/staged-desk.js';
import { desk } from './start.js';
import { deskTables } from './storage/tables.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

async function rebuild(run: string) {
  await stage.database.query('DROP SCHEMA IF EXISTS desk_rebuild CASCADE');
  await stage.database.query('CREATE SCHEMA desk_rebuild AUTHORIZATION desk');
  return rebuildService({
    service: desk(aConfig(stage.surroundings)),
    tables: deskTables,
    run,
    dryRun: true,
    hold: () => Promise.resolve(),
    progress: () => undefined,
  });
}

describe('what the desk keeps of complaints', () => {
  it('needs no backup: states, timelines, holders and words to search in are the same when built anew', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    await stage.act('ivan', complaint, 'messages', { text: 'Здравствуйте' });
    await stage.act('ivan', complaint, 'decide', { outcome: 'upheld', explanation: 'Вы правы' });
    for (const { id } of await stage.said(complaint, 2)) await stage.knows(id);
    await stage.desk.service.stop();
    expect(await rebuild('same')).toEqual([]);
    const words = await stage.database.query('SELECT words FROM desk.searchable_words ORDER BY event_id');
    expect(words).toHaveLength(3);

    await stage.database.query(`UPDATE desk.searchable_words SET words = 'other'`);
    await stage.database.query(`INSERT INTO desk.held_complaint VALUES ($1, 'olga')`, [complaint.id]);
    const different = await rebuild('other');
    expect(different.map(({ table }) => table).sort()).toEqual(['held_complaint', 'searchable_words']);
  });
});
