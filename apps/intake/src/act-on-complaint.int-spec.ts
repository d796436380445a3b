import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  aComplaintAssigned,
  aDecisionCommunicated,
  aFinalResponseIssued,
  anInformationRequested,
} from '@redress/testing';
import type { ComplaintView } from '@redress/timeline';
import { intakeTrial } from '../trial/intake-trial.js';
import type { AcceptedView } from './accepted.view.js';

const trial = intakeTrial();
let [anna, ben]: [string, string] = [] as never;

const text = 'Вывод висит третий день';

beforeAll(async () => {
  [anna, ben] = [await trial.tokenOf('anna'), await trial.tokenOf('ben')];
});

const submitted = async () => (await trial.intake.submit<AcceptedView>(anna, { text })).body.id;

const act = (name: string, what: string, body?: object, { as = anna, key }: { as?: string; key?: string } = {}) =>
  trial.intake.send<ComplaintView & { type: string; detail: string }>(
    as,
    'POST',
    `/v1/complaints/${name}/${what}`,
    body,
    key ? { 'idempotency-key': key } : {},
  );

/** A complaint in somebody's hands. */
async function held(): Promise<{ id: string; assignmentId: string }> {
  const id = await submitted();
  await trial.onJournal(id);
  const assignmentId = randomUUIDv7();
  await trial.hear(aComplaintAssigned({ assignmentId }, { subject: id }));
  await trial.heard(anna, id, 'complaint-assigned');
  return { id, assignmentId };
}

async function resolved(): Promise<string> {
  const { id, assignmentId } = await held();
  await trial.hear(aDecisionCommunicated({ assignmentId, outcome: 'upheld', by: 'ivan' }, { subject: id }));
  await trial.heard(anna, id, 'decision-communicated');
  return id;
}

describe('a customer who writes', () => {
  it('is answered with the complaint and the message on top, which the journal then brings back', async () => {
    const id = await submitted();
    const { status, body } = await act(id, 'messages', { text: '  Есть новости?  ' });
    expect(status).toBe(202);
    expect(body.timeline.at(-1)).toMatchObject({
      type: 'customer-wrote',
      by: 'customer',
      text: 'Есть новости?',
      effect: 'pending',
    });
    const heard = await trial.heard(anna, id, 'customer-wrote');
    expect(heard.timeline.at(-1)).toMatchObject({
      id: body.timeline.at(-1)?.id,
      effect: 'took',
      text: 'Есть новости?',
    });
    const journal = JSON.stringify(await trial.journalOf(id));
    expect(journal).not.toContain('новости');
  });

  it('answers what was asked, without naming it, and is waited for no more', async () => {
    const { id } = await held();
    const requestId = randomUUIDv7();
    await trial.hear(anInformationRequested({ requestId }, { subject: id }));
    const waiting = await trial.heard(anna, id, 'information-requested');
    expect(waiting).toMatchObject({ status: 'waiting-for-customer', openRequestId: requestId, specialist: 'ivan' });
    const { body } = await act(id, 'messages', { text: 'Вот выписка' });
    expect(body).toMatchObject({ status: 'in-progress' });
    expect(body).not.toHaveProperty('openRequestId');
    expect(body.timeline.at(-1)?.data).toMatchObject({ requestId });
    await act(id, 'messages', { text: 'И ещё одна' });
    const heard = await trial.heard(anna, id, 'customer-wrote');
    expect(heard.timeline.at(-1)?.data).not.toHaveProperty('requestId');
  });

  it.each([
    ['nothing', {}],
    ['a number', { text: 5 }],
    ['white space', { text: ' \n ' }],
    ['more than anybody reads', { text: 'я'.repeat(20_001) }],
    ['NUL', { text: 'a\0b' }],
    ['fields that nobody knows', { text: 'a', urgent: true }],
  ])('is refused %s', async (_what, body) => {
    const id = await submitted();
    expect(await act(id, 'messages', body)).toMatchObject({ status: 400, body: { type: 'urn:redress:invalid' } });
  });
});

describe('a decision', () => {
  it('is accepted, which closes the complaint; then it was handled well or badly, once', async () => {
    const id = await resolved();
    const { body } = await act(id, 'accept');
    expect(body).toMatchObject({ status: 'closed', closedBecause: 'accepted', outcome: 'upheld', specialist: 'ivan' });
    await trial.heard(anna, id, 'resolution-accepted');
    const answered = await act(id, 'survey', { score: 2, comment: 'Долго' });
    expect(answered.status).toBe(202);
    expect(answered.body.timeline.at(-1)).toMatchObject({ type: 'survey-answered', text: 'Долго', data: { score: 2 } });
    expect(await act(id, 'survey', { score: 5 })).toMatchObject({ status: 409 });
  });

  it('is escalated to another person, once', async () => {
    const id = await resolved();
    const { body } = await act(id, 'escalate', { text: 'Не согласна' });
    expect(body).toMatchObject({ status: 'escalated', stage: 2, label: 'В работе' });
    await trial.heard(anna, id, 'complaint-escalated');
    await trial.hear(aDecisionCommunicated({ outcome: 'not-upheld', by: 'nina' }, { subject: id }));
    await trial.heard(anna, id, 'decision-communicated');
    expect((await act(id, 'escalate', { text: 'Опять нет' })).body.detail).toBe(
      'The complaint is resolved. What can be done now: messages, accept, reopen, withdraw.',
    );
  });

  it.each([{ score: 0 }, { score: 6 }, { score: 2.5 }, { score: '5' }, {}, { score: 5, comment: '' }])(
    'is not surveyed with %j',
    async (body) => {
      const id = await submitted();
      expect(await act(id, 'survey', body)).toMatchObject({ status: 400 });
    },
  );
});

describe('what cannot be done', () => {
  it('is refused with what the state is and what can be done', async () => {
    const id = await submitted();
    for (const [what, body] of [
      ['accept', undefined],
      ['reopen', { text }],
      ['escalate', { text }],
      ['survey', { score: 5 }],
    ] as const) {
      const { status, body: problem } = await act(id, what, body);
      expect([what, status, problem.type]).toEqual([what, 409, 'urn:redress:wrong-state']);
      expect(problem.detail).toBe('The complaint is received. What can be done now: messages, withdraw.');
    }
  });

  it('is nothing more on a complaint that was withdrawn, but to come back', async () => {
    const id = await submitted();
    expect((await act(id, 'withdraw')).body).toMatchObject({ status: 'closed', closedBecause: 'withdrawn' });
    const { status, body } = await act(id, 'messages', { text });
    expect(status).toBe(409);
    expect(body.detail).toBe('The complaint is closed (withdrawn). What can be done now: reopen, survey.');
  });

  it('names what remains after a final response: a body of dispute resolution', async () => {
    const id = await resolved();
    await act(id, 'escalate', { text });
    await trial.heard(anna, id, 'complaint-escalated');
    await trial.hear(aFinalResponseIssued({ by: 'nina' }, { subject: id }));
    await trial.heard(anna, id, 'final-response-issued');
    const { status, body } = await act(id, 'reopen', { text });
    expect(status).toBe(409);
    expect(body.detail).toContain('alternative dispute resolution (ADR)');
  });

  it("is anything on another's complaint, by id or reference", async () => {
    const { body } = await trial.intake.submit<AcceptedView>(anna, { text });
    for (const name of [body.id, body.reference, randomUUIDv7(), 'R-0000-0000', 'nonsense', '%2e%2e']) {
      for (const [what, sent] of [
        ['messages', { text }],
        ['accept', undefined],
        ['reopen', { text }],
        ['withdraw', undefined],
        ['escalate', { text }],
        ['survey', { score: 5 }],
      ] as const) {
        const answer = await act(name, what, sent, { as: ben });
        expect([what, answer.status, answer.body.type]).toEqual([what, 404, 'urn:redress:not-found']);
      }
    }
    expect(await trial.journalOf(body.id)).toHaveLength(1);
  });
});

describe('an act under an Idempotency-Key', () => {
  it('is done once and answered again, also when the state has moved on', async () => {
    const id = await submitted();
    const key = randomUUID();
    expect((await act(id, 'withdraw', undefined, { key })).status).toBe(202);
    const again = await act(id, 'withdraw', undefined, { key });
    expect(again).toMatchObject({ status: 202, body: { id, status: 'closed' } });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => act(id, 'reopen', { text }, { key: `${key}-reopen` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const { timeline } = await trial.heard(anna, id, 'complaint-reopened');
    expect(timeline.map(({ type }) => type)).toEqual([
      'complaint-submitted',
      'complaint-withdrawn',
      'complaint-reopened',
    ]);
  });

  it('is refused for another act, another complaint or another body', async () => {
    const [id, other] = [await submitted(), await submitted()];
    const key = randomUUID();
    expect((await act(id, 'messages', { text }, { key })).status).toBe(202);
    for (const refused of [
      await act(id, 'messages', { text: 'Другое' }, { key }),
      await act(other, 'messages', { text }, { key }),
      await act(id, 'withdraw', undefined, { key }),
      await trial.intake.submit(anna, { text }, { 'idempotency-key': key }),
    ]) {
      expect(refused).toMatchObject({ status: 422, body: { type: 'urn:redress:key-reused' } });
    }
  });
});

describe('two who decide at once', () => {
  it('are settled by the journal: the loser is shown as void, with why', async () => {
    const { id, assignmentId } = await held();
    const decision = aDecisionCommunicated({ assignmentId, by: 'ivan' }, { subject: id });
    // Said before the intake has heard it, or after: one of the two is void in the end, and both know which.
    const [{ body }] = await Promise.all([act(id, 'withdraw'), trial.hear(decision)]);
    expect(body.timeline.find(({ type }) => type === 'complaint-withdrawn')).toBeDefined();
    const seen = await trial.settled(anna, id, 4);
    const [first, second] = seen.timeline.slice(2);
    expect(first?.effect).toBe('took');
    if (first?.type === 'complaint-withdrawn') {
      expect(second).toMatchObject({ effect: 'void', reason: 'not-open' });
      expect(seen.status).toBe('closed');
    } else {
      expect(second).toMatchObject({ type: 'complaint-withdrawn', effect: 'took' });
    }
  });

  it('have one withdrawal of many in the timeline', async () => {
    const id = await submitted();
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, 'withdraw')));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });
});
