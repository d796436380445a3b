import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '@redress/timeline';
import { hostIntake } from '../trial/hosted-intake.js';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial({ started: false });
const text = 'Вывод висит третий день';
let anna: string;

/** Which migrations the first release had run, and what it had not: columns and tables that came later. */
const back = `
  DROP TABLE intake.way_in, intake.preference;
  ALTER TABLE intake.owned_complaint DROP COLUMN address_mark, DROP COLUMN follows;
  ALTER TABLE intake.idempotency_key DROP COLUMN answer;
  DELETE FROM intake.migrations WHERE name ~ '(RememberRequestKeys|RememberFirstAnswers|MakeTimeline|RememberAddressesAndWishes|RememberWhatFollows)';
  UPDATE intake.complaint_state SET state = state - 'stage'`;

beforeAll(async () => {
  anna = await trial.tokenOf('anna');
});

describe('a deployment from before', () => {
  it('goes on with what it has: complaints, timelines and keys', async () => {
    const before = await hostIntake(trial.surroundings);
    const key = { 'idempotency-key': 'before' };
    const { body } = await before.submit<AcceptedView>(anna, { text }, key);
    trial.intake = before;
    await trial.heard(anna, body.id, 'complaint-submitted');
    await before.service.stop();
    await trial.database.query(back);

    trial.intake = await hostIntake(trial.surroundings);
    expect((await trial.intake.submit<AcceptedView>(anna, { text }, key)).body).toEqual(body);
    const path = `/v1/complaints/${body.id}`;
    const { body: shown } = await trial.intake.ask<ComplaintView>(path, anna);
    expect(shown).toMatchObject({ reference: body.reference, stage: 1, text, timeline: [{ effect: 'took', text }] });
    expect((await trial.intake.send(anna, 'POST', `${path}/messages`, { text: 'Ещё жду' })).status).toBe(202);
  });
});
