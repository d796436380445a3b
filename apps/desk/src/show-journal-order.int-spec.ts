import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StagedDesk } from '../trial/staged-desk.js';
import type { ComplaintOrdersView } from './journal-order.view.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
});

afterAll(() => stage?.strike());

describe('the order of the journal', () => {
  it('is told to an operator, complaint by complaint, with who said what and without what they said', async () => {
    const first = await stage.complain({ holder: 'ivan' });
    const second = await stage.complain();
    await stage.act('ivan', first, 'messages', { text: 'Между нами', internal: true });
    const [note] = await stage.said(first, 1);
    await stage.knows(note?.id ?? '');

    const page = (after = '') => stage.read<ComplaintOrdersView>('omar', `journal-order?limit=1${after}`);
    const { status, body } = await page();
    expect(status).toBe(200);
    expect(body.items.map(({ complaintId }) => complaintId)).toEqual([first.id]);
    const events = body.items[0]?.events ?? [];
    expect(events.map(({ service }) => service)).toEqual(['intake', 'categoriser', 'assigner', 'desk']);
    expect(events[3]).toEqual({ id: note?.id, service: 'desk' });
    const last = await page(`&after=${body.next}`);
    expect(last.body).toMatchObject({ items: [{ complaintId: second.id }], next: null });
    expect((await stage.read('lena', 'journal-order')).status).toBe(403);
  });
});
