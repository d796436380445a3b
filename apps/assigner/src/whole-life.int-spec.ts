import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type AssignmentsDocument,
  CategoryCorrected,
  ComplaintEscalated,
  ComplaintReopened,
  ComplaintWithdrawn,
  CustomerWrote,
  DecisionCommunicated,
  FinalResponseIssued,
  InformationRequested,
  ResolutionAccepted,
} from '@redress/contracts';
import { type Complained, StagedAssigner } from '../trial/staged-assigner.js';

let stage: StagedAssigner;
const sealed = 'v1.AAAA';

beforeAll(async () => {
  stage = await StagedAssigner.set();
});

beforeEach(() => stage.clear());

afterAll(() => stage?.strike());

/** A complaint that somebody holds: nobody else is there when it comes. */
async function heldBy(holder: string, { capacity = 5 } = {}): Promise<Complained> {
  await stage.list(holder, { capacity });
  const complaint = await stage.complainOnce();
  await stage.heldBy(complaint, holder);
  return complaint;
}

const correct = (complaint: Complained, category: CategoryCorrected['category'], by = 'ivan') =>
  stage.tell(complaint, CategoryCorrected, { category, by });

const decide = (complaint: Complained, by: string) =>
  stage.tell(complaint, DecisionCommunicated, { outcome: 'upheld', by, sealed });

const reopen = (complaint: Complained, episode = 2) => stage.tell(complaint, ComplaintReopened, { episode, sealed });

const escalate = (complaint: Complained, episode = 1) => stage.tell(complaint, ComplaintEscalated, { episode, sealed });

async function ask(complaint: Complained): Promise<string> {
  const requestId = randomUUIDv7();
  await stage.tell(complaint, InformationRequested, { requestId, by: 'ivan', sealed });
  await stage.becomes(complaint, { status: 'waiting-for-customer' });
  return requestId;
}

const answer = (complaint: Complained, requestId: string) =>
  stage.tell(complaint, CustomerWrote, { messageId: randomUUIDv7(), requestId, sealed });

const references = async (sub: string): Promise<string[]> =>
  (await stage.queueOf(sub)).body.items.map(({ reference }) => reference);

/** The last document on `assignments`. */
async function posted(sub: string): Promise<AssignmentsDocument['complaints']> {
  const documents = (await stage.broker.read('assignments')).filter(({ key }) => key === sub);
  return (JSON.parse(documents.at(-1)?.value ?? '{"complaints":[]}') as AssignmentsDocument).complaints;
}

describe('A complaint whose category is not sure', () => {
  it('is given to nobody until a person says it, neither by the rule nor by people', async () => {
    await stage.list('ivan', { skills: ['deposits ru', 'other ru'] });
    const complaint = await stage.complainOnce({ category: 'other', decision: 'triage' });
    const next = await stage.complainOnce({ category: 'deposits', decision: 'suggest' });
    await stage.heldBy(next, 'ivan');
    expect((await stage.act('ivan', complaint, 'claim')).body).toMatchObject({ type: 'urn:redress:wrong-state' });
    const forced = await stage.act('lena', complaint, 'assign', { specialist: 'ivan', override: true });
    expect(forced.status).toBe(409);
    expect(await stage.becomes(complaint, { status: 'triage' })).toMatchObject({ holder: null, waiting: null });

    const correction = await correct(complaint, 'deposits', 'nina');
    await stage.heldBy(complaint, 'ivan');
    const [assigned] = await stage.said(complaint);
    expect(assigned?.event).toMatchObject({ causationid: correction.id, data: { by: 'rule' } });
  });
});

describe('A corrected category', () => {
  it('takes a complaint from a holder without the skill, and gives it to somebody else', async () => {
    const complaint = await heldBy('ivan');
    await stage.list('olga', { skills: ['deposits ru'] });
    const correction = await correct(complaint, 'deposits');
    await stage.heldBy(complaint, 'olga');
    const said = await stage.said(complaint);
    expect(said.map(({ name }) => name)).toEqual(['complaint-assigned', 'complaint-released', 'complaint-assigned']);
    expect(said[1]?.event).toMatchObject({ causationid: correction.id, data: { reason: 'category-corrected' } });
    expect(await stage.open()).toEqual({ ivan: 0, olga: 1 });
  });

  it('leaves it with a holder who has the skill, and shows there', async () => {
    await stage.list('ivan', { skills: ['withdrawals ru', 'deposits ru'] });
    const complaint = await stage.complainOnce();
    await stage.heldBy(complaint, 'ivan');
    await correct(complaint, 'deposits');
    await stage.eventually(async () => (await stage.queueOf('ivan')).body.items[0]?.category === 'deposits');
    expect(await stage.said(complaint)).toHaveLength(1);
  });

  it('takes it from nobody when it is the one it was: whom a lead chose beyond the skills keeps it', async () => {
    await stage.list('olga', { skills: ['deposits ru'] });
    const complaint = await heldBy('ivan');
    expect((await stage.act('lena', complaint, 'assign', { specialist: 'olga', override: true })).status).toBe(200);
    await stage.heldBy(complaint, 'olga');
    const said = await stage.said(complaint);
    await correct(complaint, 'withdrawals', 'olga');
    await correct(complaint, 'withdrawals', 'nina');
    await stage.tell(complaint, InformationRequested, { requestId: randomUUIDv7(), by: 'olga', sealed });
    await stage.becomes(complaint, { status: 'waiting-for-customer', holder: 'olga' });
    expect(await stage.said(complaint)).toEqual(said);
    await correct(complaint, 'technical', 'olga');
    await stage.becomes(complaint, { waiting: 'nobody-skilled', holder: null });
  });
});

describe('A complaint that waits for its customer', () => {
  it('stays in the queue, said as waiting, and is no load; the answer brings it back beyond the capacity', async () => {
    const complaint = await heldBy('ivan', { capacity: 1 });
    const requestId = await ask(complaint);
    const next = await stage.complainOnce();
    await stage.heldBy(next, 'ivan');
    expect(await references('ivan')).toEqual([complaint.reference, next.reference]);
    expect((await stage.queueOf('ivan')).body.items[0]).toMatchObject({ status: 'waiting-for-customer', episode: 1 });
    await stage.eventually(async () => (await posted('ivan'))[0]?.status === 'waiting-for-customer');
    expect(await stage.open()).toEqual({ ivan: 1 });

    await answer(complaint, requestId);
    expect(await stage.becomes(complaint, { status: 'in-progress' })).toMatchObject({ holder: 'ivan' });
    expect(await stage.open()).toEqual({ ivan: 2 });
    const third = await stage.complainOnce();
    await stage.becomes(third, { waiting: 'nobody-free', holder: null });
  });

  it("is somebody else's when its holder retires meanwhile", async () => {
    const complaint = await heldBy('ivan');
    const requestId = await ask(complaint);
    await stage.list('olga');
    expect((await stage.list('ivan', { retired: true })).body).toMatchObject({ released: 1 });
    await stage.becomes(complaint, { holder: 'olga', status: 'assigned' });
    await answer(complaint, requestId);
    await decide(complaint, 'olga');
    await stage.becomes(complaint, { status: 'resolved' });
  });
});

describe('A complaint that is over', () => {
  it.each([
    ['decided', 'resolved', (complaint: Complained) => decide(complaint, 'ivan')],
    ['withdrawn', 'closed', (complaint: Complained) => stage.tell(complaint, ComplaintWithdrawn, { episode: 1 })],
    ['finally answered', 'closed', (one: Complained) => stage.tell(one, FinalResponseIssued, { by: 'ivan', sealed })],
  ])('%s leaves the queue and makes room for the next', async (_, status, end) => {
    const complaint = await heldBy('ivan', { capacity: 1 });
    const next = await stage.complainOnce();
    await stage.becomes(next, { waiting: 'nobody-free' });
    await end(complaint);
    await stage.becomes(complaint, { status, holder: null });
    await stage.heldBy(next, 'ivan');
    expect(await references('ivan')).toEqual([next.reference]);
    expect((await stage.act('ivan', complaint, 'start')).status).toBe(409);
    expect((await stage.act('lena', complaint, 'assign', { specialist: 'ivan', override: true })).status).toBe(409);
  });

  it('stays so when its customer accepts', async () => {
    const complaint = await heldBy('ivan');
    await decide(complaint, 'ivan');
    await stage.tell(complaint, ResolutionAccepted, { episode: 1 });
    await stage.becomes(complaint, { status: 'closed' });
    expect(await stage.open()).toEqual({ ivan: 0 });
  });
});

describe('A complaint that comes back', () => {
  it('goes to who held it last, one in five beyond the capacity, and says so', async () => {
    const complaint = await heldBy('ivan', { capacity: 1 });
    await decide(complaint, 'ivan');
    const next = await stage.complainOnce();
    await stage.heldBy(next, 'ivan');
    await stage.list('olga');
    const reopening = await reopen(complaint);
    await stage.becomes(complaint, { holder: 'ivan', episode: 2, status: 'assigned' });
    const last = (await stage.said(complaint)).at(-1)?.event;
    expect(last).toMatchObject({ causationid: reopening.id, data: { by: 'rule' } });
    expect(last?.data.reasons).toContain('held-before');
    expect(await stage.open()).toEqual({ ivan: 2, olga: 0 });
  });

  it.each([
    ['retired', () => stage.list('ivan', { retired: true })],
    ['without the skill', () => stage.list('ivan', { skills: ['deposits ru'] })],
    ['absent', () => stage.present('ivan', false)],
    ['off shift', () => stage.assigner.post('/v1/shift/end', stage.token('ivan'))],
  ])('goes to somebody else at once when that one is %s', async (_, change) => {
    const complaint = await heldBy('ivan');
    await decide(complaint, 'ivan');
    await stage.list('olga');
    await change();
    await reopen(complaint);
    await stage.becomes(complaint, { holder: 'olga', episode: 2 });
  });

  it('is never given at stage two to who decided it at stage one', async () => {
    const complaint = await heldBy('ivan');
    await decide(complaint, 'ivan');
    await escalate(complaint);
    await stage.becomes(complaint, { waiting: 'nobody-free', stage: 2, holder: null });
    const next = await stage.complainOnce();
    await stage.heldBy(next, 'ivan');
    expect((await stage.act('ivan', complaint, 'claim')).status).toBe(409);
    const forced = await stage.act('lena', complaint, 'assign', { specialist: 'ivan', override: true });
    expect(forced.status).toBe(409);
    await stage.list('olga');
    await stage.heldBy(complaint, 'olga');
    expect((await stage.act('olga', complaint, 'hand-over', { reason: 'why', to: 'ivan' })).status).toBe(409);
    expect((await stage.queueOf('olga')).body.items).toMatchObject([{ stage: 2, status: 'assigned' }]);
  });

  it('is given at stage two to none of those who decided it at stage one, one after the other', async () => {
    const complaint = await heldBy('ivan');
    await decide(complaint, 'ivan');
    await stage.list('olga');
    await stage.present('ivan', false);
    await reopen(complaint);
    await stage.heldBy(complaint, 'olga');
    await decide(complaint, 'olga');
    await stage.present('ivan', true);
    await escalate(complaint, 2);
    await stage.becomes(complaint, { waiting: 'nobody-free', stage: 2, holder: null });
    for (const specialist of ['ivan', 'olga']) {
      expect((await stage.act(specialist, complaint, 'claim')).status).toBe(409);
      const forced = await stage.act('lena', complaint, 'assign', { specialist, override: true });
      expect(forced.status).toBe(409);
    }
    await stage.list('peter');
    await stage.heldBy(complaint, 'peter');
  });
});
