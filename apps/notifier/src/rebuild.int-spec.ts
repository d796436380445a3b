import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuildService } from '@redress/messaging';
import {
  aComplaintAssigned,
  aComplaintReopened,
  aComplaintWithdrawn,
  anInformationRequested,
  aPreferencesChanged,
} from '@redress/testing';
import { NotifierTrial } from './notifier-trial.for-spec.js';
import { notifier } from './start.js';
import { notifierTables } from './storage/tables.js';

describe('what is known of complaints', () => {
  let trial: NotifierTrial;

  beforeAll(async () => {
    trial = await NotifierTrial.make();
    await trial.begin();
  });
  afterAll(async () => {
    await trial?.end();
    await trial?.drop();
  });

  const rebuild = (run: string) =>
    rebuildService({
      service: notifier(trial.config()),
      tables: notifierTables,
      run,
      dryRun: true,
      hold: () => Promise.resolve(),
      progress: () => undefined,
    });

  it('needs no backup: built anew from the journal it is the same, and nobody is told again', async () => {
    const service = await trial.start();
    const life = trial.tell(await trial.submission());
    const asked = await life.saying(anInformationRequested, 'When was that?');
    const wishes = { language: 'en', mails: { survey: false } };
    await trial.broker.say(
      life.submission,
      life.next(aPreferencesChanged, wishes),
      life.next(aComplaintAssigned),
      asked,
      life.next(aComplaintWithdrawn),
      life.next(aComplaintReopened),
    );
    await trial.lettersInBox(5);
    await trial.allSettled();
    await service.stop();
    await trial.database.query('CREATE SCHEMA notifier_rebuild AUTHORIZATION notifier');
    expect(await rebuild('same')).toEqual([]);
    expect(trial.mails.letters).toHaveLength(5);

    await trial.database.query('DROP SCHEMA notifier_rebuild CASCADE');
    await trial.database.query('CREATE SCHEMA notifier_rebuild AUTHORIZATION notifier');
    await trial.database.query(`UPDATE notifier.told_complaint SET state = state || '{"episode": 7}'`);
    expect(await rebuild('other')).toMatchObject([{ table: 'told_complaint', keys: [expect.anything()] }]);
  });
});
