import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, aComplaintReleased } from '@redress/testing';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';
import type { AuditEntryView, AuditView } from './audit.view.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
  await stage.skilled('olga', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

async function audited({ id }: Complained, act: AuditEntryView['act']): Promise<AuditEntryView[]> {
  const { body } = await stage.read<AuditView>('viktor', `complaints/${id}/audit`);
  return body.items.filter((entry) => entry.act === act);
}

const told = ({ by, type }: AuditEntryView): string => `${by} ${type}`;

/** Who read a complaint in which way, each once, however many minutes it took them. */
const readersOf = async (complaint: Complained): Promise<string[]> => [
  ...new Set((await audited(complaint, 'read')).map(told)),
];

/** Has everything read so far be read an hour earlier. */
const anHourPasses = ({ id }: Complained) =>
  stage.database.query(
    `UPDATE desk.complaint_read SET read_at = read_at - interval '1 hour', minute = minute - interval '1 hour'
     WHERE complaint_id = $1`,
    [id],
  );

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
    expect(await readersOf(complaint)).toEqual(['ivan opened', 'nina searched']);
    expect((await audited(complaint, 'did')).map(told)).toEqual([
      'customer complaint-submitted',
      'redress complaint-categorised',
      'redress complaint-assigned',
      'ivan specialist-wrote',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Уникальная|Здравствуйте|sealed/);
    expect(await readersOf(other)).toEqual([]);
  });

  it('has what somebody reads again in the same minute once', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    for (let times = 0; times < 5; times += 1) await stage.read('ivan', `complaints/${complaint.id}`);
    const minutes = (await audited(complaint, 'read')).map(({ at }) => at.slice(0, 'yyyy-mm-ddThh:mm'.length));
    expect(new Set(minutes).size).toBe(minutes.length);
    expect(minutes).not.toEqual([]);
  });

  it('has whoever acted as a reader, too, since the answer shows the words: also when it is answered again', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const write = (sub: string) =>
      stage.act(sub, complaint, 'messages', { text: 'Здравствуйте' }, { 'idempotency-key': 'audited' });
    expect((await write('olga')).status).toBe(403);
    expect(await readersOf(complaint)).toEqual([]);
    expect((await write('ivan')).body.text).not.toBe('');
    expect(await readersOf(complaint)).toEqual(['ivan opened']);
    await anHourPasses(complaint);
    expect((await write('ivan')).status).toBe(202);
    expect(await audited(complaint, 'read')).toHaveLength(2);
    expect(await stage.said(complaint, 1)).toHaveLength(1);
  });

  it('names the lead who gave it to whom or retired who held it; who reads it learns that it was a lead', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const held = (await stage.read('lena', `complaints/${complaint.id}`)).body.whyHolder?.assignmentId as string;
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    const next = () => stage.about(complaint, 'assigner');
    await stage.heard(
      aComplaintReleased({ assignmentId: held, reason: 'reassigned', actor: 'lena' }, next()),
      aComplaintAssigned({ assignmentId: first, specialistId: 'olga', by: 'lead', actor: 'lena' }, next()),
      aComplaintReleased({ assignmentId: first, reason: 'retired', actor: 'lydia' }, next()),
      aComplaintAssigned({ assignmentId: second, specialistId: 'ivan', by: 'lead', actor: 'lydia' }, next()),
      aComplaintReleased({ assignmentId: second, reason: 'reassigned' }, next()),
      aComplaintAssigned({ specialistId: 'ivan', by: 'lead' }, next()),
    );
    const changes = (await audited(complaint, 'did')).filter(({ type }) => /-(assigned|released)$/.test(type)).slice(1);
    expect(changes.map(({ by, data }) => [by, data?.by ?? data?.reason])).toEqual([
      ['lena', 'reassigned'],
      ['lena', 'lead'],
      ['lydia', 'retired'],
      ['lydia', 'lead'],
      ['lead', 'reassigned'],
      ['lead', 'lead'],
    ]);
    const { body } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect(body.timeline.slice(-6).map(({ by }) => by)).toEqual(['lead', 'lead', 'redress', 'lead', 'lead', 'lead']);
    expect(JSON.stringify(body)).not.toMatch(/lena|lydia|actor/);
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
