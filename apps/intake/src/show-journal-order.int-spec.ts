import { describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintCategorised } from '@redress/testing';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';
import type { ComplaintOrdersView } from './journal-order.view.js';

const trial = intakeTrial();

describe('the order of the journal', () => {
  it('is told to an operator, complaint by complaint, with who said what and without what they said', async () => {
    const [anna, omar] = [await trial.tokenOf('anna'), await trial.tokenOf('omar', 'operator')];
    const submit = async () => (await trial.intake.submit<AcceptedView>(anna, { text: 'Вывод висит' })).body.id;
    const [first, second] = [await submit(), await submit()];
    const categorised = aComplaintCategorised({}, { subject: first });
    await trial.hear(categorised);
    await trial.hear(aComplaintAssigned({}, { subject: first }));
    await trial.heard(anna, first, 'complaint-assigned');
    await trial.intake.send(anna, 'POST', `/v1/complaints/${first}/withdraw`);
    await trial.settled(anna, first, 4);
    await trial.onJournal(second);
    await trial.heard(anna, second, 'complaint-submitted');

    const page = (after = '') => trial.intake.ask<ComplaintOrdersView>(`/v1/journal-order?limit=1${after}`, omar);
    const { status, body } = await page();
    expect(status).toBe(200);
    expect(body.items.map(({ complaintId }) => complaintId)).toEqual([first]);
    expect(body.items[0]?.events.map(({ service }) => service)).toEqual([
      'intake',
      'categoriser',
      'assigner',
      'intake',
    ]);
    expect(body.items[0]?.events[1]).toEqual({ id: categorised.id, service: 'categoriser' });
    const last = await page(`&after=${body.next}`);
    expect(last.body).toMatchObject({ items: [{ complaintId: second }], next: null });
    const { status: refused } = await trial.intake.ask('/v1/journal-order', anna);
    expect(refused).toBe(403);
  });
});
