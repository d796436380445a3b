import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildService } from '@redress/messaging';
import { aComplaintAssigned, aDecisionCommunicated, anInformationRequested, eventually } from '@redress/testing';
import { aConfig } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';
import { intake } from './start.js';
import { intakeTables } from './storage/tables.js';

const trial = intakeTrial();
const text = 'Вывод висит';
let anna: string;

beforeAll(async () => {
  anna = await trial.tokenOf('anna', 'customer', { email: 'anna@customers.example' });
});

async function rebuild(run: string) {
  await trial.database.query('DROP SCHEMA IF EXISTS intake_rebuild CASCADE');
  await trial.database.query('CREATE SCHEMA intake_rebuild AUTHORIZATION intake');
  return rebuildService({
    service: intake(aConfig(trial.surroundings)),
    tables: intakeTables,
    run,
    dryRun: true,
    hold: () => Promise.resolve(),
    progress: () => undefined,
  });
}

/** A life with everything that the intake says: answers, wishes, a decision, coming back and giving up. */
async function live(): Promise<string> {
  const { id } = (await trial.intake.submit<AcceptedView>(anna, { text })).body;
  const act = (what: string, body?: object) => trial.intake.send(anna, 'POST', `/v1/complaints/${id}/${what}`, body);
  const assignmentId = randomUUIDv7();
  await trial.onJournal(id);
  await trial.hear(aComplaintAssigned({ assignmentId }, { subject: id }));
  await trial.heard(anna, id, 'complaint-assigned');
  await trial.hear(anInformationRequested({}, { subject: id }));
  await trial.heard(anna, id, 'information-requested');
  await act('messages', { text });
  await trial.intake.send(anna, 'PUT', '/v1/preferences', { mails: { assigned: false } });
  await trial.heard(anna, id, 'customer-wrote');
  await trial.hear(aDecisionCommunicated({ assignmentId }, { subject: id }));
  await trial.heard(anna, id, 'decision-communicated');
  await act('reopen', { text });
  await trial.heard(anna, id, 'complaint-reopened');
  await act('withdraw');
  await trial.heard(anna, id, 'complaint-withdrawn');
  return id;
}

describe('what the intake keeps of complaints', () => {
  it('is the same when built anew from the journal, and is found to differ when it was touched', async () => {
    const id = await live();
    await trial.intake.send('', 'POST', '/v1/way-in', { email: 'anna@customers.example' });
    await eventually('everything to be heard', async () => {
      const rows = await trial.database.query('SELECT FROM intake.outbox WHERE said_at IS NULL');
      return rows.length === 0;
    });
    await trial.intake.service.stop();
    expect(await rebuild('same')).toEqual([]);
    await trial.database.query(`UPDATE intake.timeline_entry SET effect = 'void' WHERE type = 'complaint-reopened'`);
    expect(await rebuild('touched')).toMatchObject([{ table: 'timeline_entry' }]);
    expect(await trial.database.query('SELECT FROM intake.owned_complaint WHERE complaint_id = $1', [id])).toHaveLength(
      1,
    );
  });
});
