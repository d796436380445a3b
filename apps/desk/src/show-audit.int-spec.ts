import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StagedDesk } from '../trial/staged-desk.js';
import type { AuditView } from './audit.view.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

describe('the audit of a complaint', () => {
  it('tells who did and who read what, without a word of it', async () => {
    const complaint = await stage.complain({ holder: 'ivan', words: { text: 'Уникальная жалоба' } });
    const other = await stage.complain({ holder: 'ivan' });
    await stage.read('ivan', `complaints/${complaint.reference}`);
    await stage.read('ivan', `complaints/${complaint.reference}`);
    await stage.read('nina', `search?q=${encodeURIComponent('уникальный')}`);
    await stage.act('ivan', complaint, 'messages', { text: 'Здравствуйте' });
    const { status, body } = await stage.read<AuditView>('lena', `complaints/${complaint.id}/audit`);
    expect(status).toBe(200);
    expect(body.items.filter(({ act }) => act === 'read').map(({ by, type }) => `${by} ${type}`)).toEqual([
      'ivan opened',
      'nina searched',
    ]);
    expect(body.items.filter(({ act }) => act === 'did').map(({ by, type }) => `${by} ${type}`)).toEqual([
      'customer complaint-submitted',
      'redress complaint-categorised',
      'redress complaint-assigned',
      'ivan specialist-wrote',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Уникальная|Здравствуйте|sealed/);
    const untouched = await stage.read<AuditView>('viktor', `complaints/${other.id}/audit`);
    expect(untouched.body.items.filter(({ act }) => act === 'read')).toEqual([]);
  });

  it('comes in pages, in the order of time', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    await stage.read('ivan', `complaints/${complaint.id}`);
    const all = (await stage.read<AuditView>('viktor', `complaints/${complaint.id}/audit`)).body.items;
    const seen = [];
    for (let after = ''; ; ) {
      const path = `complaints/${complaint.id}/audit?limit=1${after && `&after=${after}`}`;
      const { items, next } = (await stage.read<AuditView>('viktor', path)).body;
      seen.push(...items);
      if (!next) break;
      after = next;
    }
    expect(seen).toEqual(all);
    expect(all).toHaveLength(4);
  });

  it('is for leads and auditors alone', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    for (const sub of ['ivan', 'nina', 'omar', 'anna']) {
      expect((await stage.read(sub, `complaints/${complaint.id}/audit`)).status).toBe(403);
    }
    expect((await stage.read('viktor', 'complaints/R-ZZZZ-ZZZZ/audit')).status).toBe(404);
  });
});
