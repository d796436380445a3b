import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JournalEvent } from '@redress/contracts';
import { aComplaintAssigned, aCustomerWrote, eventually } from '@redress/testing';
import { seal } from '@redress/vault';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

const shut = {
  status: 409,
  body: { type: 'urn:redress:wrong-state', detail: expect.stringContaining('cannot be opened at the moment') },
};

const outboxOf = (complaint: Complained) =>
  stage.database.query('SELECT FROM desk.outbox WHERE complaint_id = $1', [complaint.id]);

describe('a complaint whose key does not open', () => {
  it('is written nothing, whatever it is; what was asked under a key is done once the vault is mended', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const mend = await stage.spoilKey(complaint);
    const key = { 'idempotency-key': 'mended' };
    const acts: [string, object][] = [
      ['messages', { text: 'Здравствуйте' }],
      ['messages', { text: 'Заметка', internal: true }],
      ['request-information', { text: 'Пришлите выписку' }],
      ['decide', { outcome: 'not-upheld', explanation: 'Нет' }],
      ['correct-category', { category: 'bonuses', reason: 'Бонус' }],
    ];
    for (const [act, body] of acts) {
      expect([act, await stage.act('ivan', complaint, act, body, key)]).toMatchObject([act, shut]);
    }
    expect(await stage.act('lena', complaint, 'final-response', { text: 'Всё' })).toMatchObject(shut);
    expect(await outboxOf(complaint)).toEqual([]);
    await mend();
    const { status, body } = await stage.act('ivan', complaint, 'messages', { text: 'Здравствуйте' }, key);
    expect([status, body.timeline.at(-1)?.text]).toEqual([202, 'Здравствуйте']);
  });

  it('is still read, searched and listed, its words redacted', async () => {
    const complaint = await stage.complain({ holder: 'ivan', words: { text: 'Рулетка зависла' } });
    const mend = await stage.spoilKey(complaint);
    const { status, body } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect([status, body.timeline[0]?.type, body.timeline[0]?.text]).toEqual([200, 'complaint-submitted', undefined]);
    for (const path of [
      `search?q=${encodeURIComponent('рулетка')}`,
      'triage',
      `canned-replies?complaint=${complaint.id}`,
    ]) {
      expect([path, (await stage.read('ivan', path)).status]).toEqual([path, 200]);
    }
    await mend();
    expect((await stage.read('ivan', `complaints/${complaint.id}`)).body.timeline[0]?.text).toBe('Рулетка зависла');
  });

  it('is linked to no other, nor any other to it, until it opens', async () => {
    const [first, second] = [await stage.complain({ holder: 'ivan' }), await stage.complain({ holder: 'ivan' })];
    const mend = await stage.spoilKey(first);
    const key = { 'idempotency-key': 'linked' };
    const link = (one: Complained, of: Complained) =>
      stage.act('ivan', one, 'link-duplicate', { of: of.reference }, one === second ? key : {});
    expect(await link(first, second)).toMatchObject(shut);
    expect(await link(second, first)).toMatchObject(shut);
    expect([...(await outboxOf(first)), ...(await outboxOf(second))]).toEqual([]);
    await mend();
    expect(await link(second, first)).toMatchObject({ status: 202, body: { duplicateOf: first.id } });
  });
});

describe('words that do not open when they are heard', () => {
  const wrote = (complaint: Complained, text: string) => {
    const id = randomUUIDv7();
    return aCustomerWrote({ sealed: seal(complaint.key, id, { text }) }, { ...stage.about(complaint, 'intake'), id });
  };

  const parkedOf = ({ id }: Complained) =>
    stage.database.query<{ id: string; reason: string; detail: string }>(
      'SELECT id, reason, detail FROM desk.parked WHERE complaint_id = $1 ORDER BY record_offset',
      [id],
    );

  const parked = (complaint: Complained, count: number) =>
    eventually(`${count} records to be parked`, async () => {
      const rows = await parkedOf(complaint);
      return rows.length === count && rows;
    });

  const released = async (id = '') => stage.desk.post(`/v1/parked/${id}/release`, await stage.token('omar'), undefined);

  const mended = async (id = '', payload: object) =>
    fetch(`${stage.desk.service.url}/v1/parked/${id}/payload`, {
      method: 'PUT',
      body: JSON.stringify(payload),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await stage.token('omar')}` },
    });

  const found = async (words: string) => {
    const { body } = await stage.read<{ items: { id: string }[] }>('lena', `search?q=${encodeURIComponent(words)}`);
    return body.items.map(({ id }) => id);
  };

  it('are parked with what follows of their complaint, others flow on; tried again they are taken when the vault is mended', async () => {
    const [complaint, other] = [await stage.complain(), await stage.complain()];
    const mend = await stage.spoilKey(complaint);
    const said: JournalEvent[] = [
      wrote(complaint, 'Прикладываю квитанцию'),
      aComplaintAssigned({ specialistId: 'ivan' }, stage.about(complaint, 'assigner')),
    ];
    const others = wrote(other, 'Прикладываю договор');
    await stage.broker.say(...said, others);
    expect(await stage.knows(others.id)).toBe('took');
    const rows = await parked(complaint, 2);
    expect(rows).toMatchObject([{ reason: 'failed', detail: 'VaultError unreadable-key' }, { reason: 'behind' }]);
    expect(await released(rows[0]?.id)).toMatchObject({ status: 200, body: { released: 0, left: 2 } });
    await mend();
    expect(await released(rows[0]?.id)).toMatchObject({ status: 200, body: { released: 2, left: 0 } });
    for (const { id } of said) expect(await stage.knows(id)).toBe('took');
    expect(await found('квитанция')).toEqual([complaint.id]);
    expect(await parkedOf(complaint)).toEqual([]);
  });

  it('are parked alone when they were tampered with, and mended by the words as they were sealed', async () => {
    const complaint = await stage.complain();
    const sound = wrote(complaint, 'Прикладываю паспорт');
    const ofAnother = seal(complaint.key, randomUUIDv7(), { text: 'Прикладываю паспорт' });
    const tampered = { ...sound, data: { messageId: sound.data.messageId, sealed: ofAnother } };
    await stage.broker.say(tampered);
    const [row] = await parked(complaint, 1);
    expect(row).toMatchObject({ reason: 'failed', detail: 'VaultError tampered' });
    expect((await mended(row?.id, tampered)).status).toBe(400);
    expect((await mended(row?.id, sound)).status).toBe(204);
    expect(await released(row?.id)).toMatchObject({ body: { released: 1, left: 0 } });
    expect(await found('паспорт')).toEqual([complaint.id]);
  });
});
