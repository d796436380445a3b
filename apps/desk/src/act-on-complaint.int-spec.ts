import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aComplaintAssigned,
  aComplaintEscalated,
  aComplaintReleased,
  aCustomerWrote,
  eventually,
} from '@redress/testing';
import { seal } from '@redress/vault';
import { type Complained, StagedDesk } from '../trial/staged-desk.js';

let stage: StagedDesk;

beforeAll(async () => {
  stage = await StagedDesk.set();
  await stage.skilled('ivan', ['withdrawals ru']);
  await stage.skilled('olga', ['withdrawals ru']);
});

afterAll(() => stage?.strike());

const upheld = { outcome: 'upheld', redress: { amount: 50.25, currency: 'EUR' }, explanation: 'Вы правы' };

/** The last thing the desk said of it; the desk has heard it from the journal. */
async function lastSaid(complaint: Complained, count = 1) {
  const event = (await stage.said(complaint, count)).at(-1);
  const effect = await stage.knows(event?.id ?? '');
  return { event, effect };
}

describe('a conversation', () => {
  it('is written by the holder: answered with what was said on top, and sealed on the journal', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const { status, body } = await stage.act('ivan', complaint, 'messages', { text: '  Добрый день  ' });
    expect(status).toBe(202);
    expect(body.timeline.at(-1)).toMatchObject({ type: 'specialist-wrote', by: 'ivan', text: 'Добрый день' });
    const { event, effect } = await lastSaid(complaint);
    expect(effect).toBe('took');
    expect(event).toMatchObject({ source: 'desk', sourceseq: 1, data: { by: 'ivan' } });
    expect(JSON.stringify(event)).not.toContain('Добрый');
  });

  it('has notes for colleagues, told apart from messages', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    await stage.act('ivan', complaint, 'messages', { text: 'Похоже на мошенничество', internal: true });
    const { event } = await lastSaid(complaint);
    expect(event?.type).toBe('redress.note-written.v1');
    const { body } = await stage.read('olga', `complaints/${complaint.id}`);
    expect(body.timeline.at(-1)).toMatchObject({ type: 'note-written', text: 'Похоже на мошенничество' });
  });

  it('asks the customer something, and waits until that is answered', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const asked = await stage.act('ivan', complaint, 'request-information', { text: 'Пришлите выписку' });
    expect(asked).toMatchObject({ status: 202, body: { status: 'waiting-for-customer', specialist: 'ivan' } });
    const again = await stage.act('ivan', complaint, 'request-information', { text: 'И паспорт' });
    expect(again).toMatchObject({ status: 409, body: { type: 'urn:redress:wrong-state' } });
    const { event } = await lastSaid(complaint);
    const id = randomUUIDv7();
    const sealed = seal(complaint.key, id, { text: 'Вот выписка' });
    const requestId = event?.data.requestId as string;
    await stage.heard(aCustomerWrote({ requestId, sealed }, { ...stage.about(complaint, 'intake'), id }));
    expect((await stage.read('ivan', `complaints/${complaint.id}`)).body.status).toBe('in-progress');
  });
});

describe('a decision', () => {
  it('is communicated with redress, and names the assignment it was made under', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const { status, body } = await stage.act('ivan', complaint, 'decide', upheld);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: 'resolved',
      outcome: 'upheld',
      redress: { amount: 50.25, currency: 'EUR' },
      specialist: 'ivan',
    });
    expect(body.timeline.at(-1)).toMatchObject({ type: 'decision-communicated', text: 'Вы правы' });
    const { event, effect } = await lastSaid(complaint);
    expect(effect).toBe('took');
    expect(event?.data).toMatchObject({ outcome: 'upheld', by: 'ivan', assignmentId: body.whyHolder?.assignmentId });
    expect((await stage.act('ivan', complaint, 'decide', upheld)).status).toBe(409);
  });

  it.each([
    ['decide', upheld],
    ['final-response', { text: 'Наше последнее слово' }],
    ['request-information', { text: 'Пришлите выписку' }],
  ])('has no effect once somebody else holds the complaint (%s); the loser sees why', async (act, written) => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const { body } = await stage.read('ivan', `complaints/${complaint.id}`);
    const assignmentId = body.whyHolder?.assignmentId as string;
    // For as long as this lasts, the desk hears nothing: the complaint has changed hands, and it does not know.
    await stage.database.query('BEGIN');
    await stage.database.query('LOCK TABLE desk.heard IN EXCLUSIVE MODE');
    await stage.broker.say(
      aComplaintReleased({ assignmentId, reason: 'reassigned' }, stage.about(complaint, 'assigner')),
      aComplaintAssigned({ specialistId: 'olga', by: 'lead' }, stage.about(complaint, 'assigner')),
    );
    expect((await stage.act('ivan', complaint, act, written)).status).toBe(202);
    await stage.database.query('COMMIT');
    const { event, effect } = await lastSaid(complaint);
    expect(effect).toBe('void');
    const { body: later } = await stage.read('ivan', `complaints/${complaint.id}`);
    expect(later).toMatchObject({ status: 'assigned', specialist: 'olga' });
    expect(later.timeline.find(({ id }) => id === event?.id)).toMatchObject({
      effect: 'void',
      reason: 'stale-assignment',
    });
  });

  it('at stage two is not made by who made it at stage one, by word or by final response', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    await stage.act('ivan', complaint, 'decide', { outcome: 'not-upheld', explanation: 'Нет' });
    await lastSaid(complaint);
    const id = randomUUIDv7();
    const sealed = seal(complaint.key, id, { text: 'Не согласна' });
    await stage.heard(
      aComplaintEscalated({ episode: 1, sealed }, { ...stage.about(complaint, 'intake'), id }),
      aComplaintAssigned({ specialistId: 'ivan' }, stage.about(complaint, 'assigner')),
    );
    for (const [act, body] of [['decide', upheld] as const, ['final-response', { text: 'Всё' }] as const]) {
      const refused = await stage.act('ivan', complaint, act, body);
      expect(refused).toMatchObject({ status: 403, body: { type: 'urn:redress:forbidden' } });
    }
    const decided = await stage.act('nina', complaint, 'decide', upheld);
    expect(decided).toMatchObject({ status: 202, body: { status: 'resolved', stage: 2, outcome: 'upheld' } });
    const referred = await stage.act('nina', complaint, 'refer', { body: 'IBAS', text: 'Передаём' });
    expect(referred).toMatchObject({ status: 202 });
    expect((await stage.act('nina', complaint, 'refer', { body: 'eCOGRA', text: 'Ещё' })).status).toBe(409);
  });

  it('may be the last word: closed for good, and then referred', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    expect((await stage.act('ivan', complaint, 'refer', { body: 'IBAS', text: 'Рано' })).status).toBe(409);
    const issued = await stage.act('lena', complaint, 'final-response', { text: 'Наше последнее слово' });
    expect(issued).toMatchObject({ status: 202, body: { status: 'closed', closedBecause: 'final-response' } });
    expect((await stage.act('ivan', complaint, 'messages', { text: 'И ещё' })).status).toBe(409);
    expect((await stage.act('ivan', complaint, 'refer', { body: 'IBAS', text: 'Передаём' })).status).toBe(202);
  });
});

describe('a category', () => {
  it('that awaits a person is said by anybody of its language, not by others', async () => {
    const complaint = await stage.complain({ category: { decision: 'triage', category: 'other', confidence: 0 } });
    await stage.skilled('peter', ['technical en']);
    expect((await stage.act('peter', complaint, 'correct-category', { category: 'bonuses' })).status).toBe(404);
    const body = { category: 'bonuses', reason: 'Речь о бонусе' };
    const corrected = await stage.act('olga', complaint, 'correct-category', body);
    expect(corrected).toMatchObject({
      status: 202,
      body: {
        status: 'received',
        category: 'bonuses',
        whyCategory: { corrected: { by: 'olga', reason: 'Речь о бонусе' } },
      },
    });
    expect((await lastSaid(complaint)).effect).toBe('took');
    expect((await stage.act('olga', complaint, 'correct-category', { category: 'deposits' })).status).toBe(404);
  });

  it('is corrected by the holder, once to the same', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    expect((await stage.act('olga', complaint, 'correct-category', { category: 'deposits' })).status).toBe(403);
    expect((await stage.act('ivan', complaint, 'correct-category', { category: 'deposits' })).status).toBe(202);
    expect((await stage.act('ivan', complaint, 'correct-category', { category: 'deposits' })).status).toBe(409);
  });
});

describe('a duplicate', () => {
  it('is linked by reference or id to another complaint of the same customer alone', async () => {
    const [first, second, other] = [
      await stage.complain({ holder: 'ivan' }),
      await stage.complain({ holder: 'ivan' }),
      await stage.complain({ holder: 'ivan', words: { customerId: 'ben' } }),
    ];
    const hidden = await stage.complain({ category: { category: 'technical' } });
    const link = (of: string) => stage.act('ivan', second, 'link-duplicate', { of });
    expect((await link(other.id)).status).toBe(409);
    expect((await link(second.reference)).status).toBe(409);
    for (const unseen of [hidden.id, randomUUIDv7(), 'R-ZZZZ-ZZZZ']) expect((await link(unseen)).status).toBe(400);
    expect(await link(first.reference)).toMatchObject({ status: 202, body: { duplicateOf: first.id } });
    expect((await link(first.id)).status).toBe(409);
    expect((await stage.act('ivan', first, 'link-duplicate', { of: second.id })).status).toBe(409);
  });
});

describe('an act', () => {
  it('is refused to who may read but not work on it, and unknown to who may not read it', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const acts: [string, object][] = [
      ['messages', { text: 'x' }],
      ['messages', { text: 'x', internal: true }],
      ['request-information', { text: 'x' }],
      ['decide', upheld],
      ['correct-category', { category: 'other' }],
      ['link-duplicate', { of: complaint.id }],
      ['final-response', { text: 'x' }],
      ['refer', { body: 'IBAS', text: 'x' }],
    ];
    for (const [act, body] of acts) {
      const statuses = [];
      for (const sub of ['olga', 'viktor', 'omar', 'anna', 'peter']) {
        statuses.push((await stage.act(sub, complaint, act, body)).status);
      }
      expect([act, ...statuses]).toEqual([act, 403, 403, 403, 403, 404]);
    }
  });

  it('under one key is done once and answered again, under the same key never something else', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const key = { 'idempotency-key': 'once' };
    const [first, second] = await Promise.all([
      stage.act('ivan', complaint, 'messages', { text: 'Один раз' }, key),
      stage.act('ivan', complaint, 'messages', { text: 'Один раз' }, key),
    ]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect((await stage.act('ivan', complaint, 'messages', { text: 'Другое' }, key)).status).toBe(422);
    expect((await stage.act('ivan', complaint, 'request-information', { text: 'Один раз' }, key)).status).toBe(422);
    expect((await stage.act('nina', complaint, 'messages', { text: 'Другое' }, key)).status).toBe(202);
    const { body } = await eventually('both messages', async () => {
      const answer = await stage.read('nina', `complaints/${complaint.id}`);
      return answer.body.timeline.length >= 5 && answer;
    });
    const texts = body.timeline.filter(({ type }) => type === 'specialist-wrote').map(({ text }) => text);
    expect(texts).toEqual(['Один раз', 'Другое']);
    const decision = { 'idempotency-key': 'decided' };
    expect((await stage.act('ivan', complaint, 'decide', upheld, decision)).status).toBe(202);
    await lastSaid(complaint, 3);
    expect((await stage.act('ivan', complaint, 'decide', upheld, decision)).status).toBe(202);
  });

  it('about a complaint with something parked is refused until it is released', async () => {
    const complaint = await stage.complain({ holder: 'ivan' });
    const spoiled = aCustomerWrote({}, stage.about(complaint, 'intake'));
    await stage.broker.say({ ...spoiled, data: { messageId: 7 } });
    await eventually('it to be parked', async () => (await stage.database.query('SELECT FROM desk.parked')).length > 0);
    const refused = await stage.act('ivan', complaint, 'messages', { text: 'Здравствуйте' });
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:redress:wrong-state' } });
    expect((await stage.read('ivan', `complaints/${complaint.id}`)).status).toBe(200);
    await stage.database.query('DELETE FROM desk.parked');
  });
});
