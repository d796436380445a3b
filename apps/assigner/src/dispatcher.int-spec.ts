import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type AssignmentsDocument,
  ComplaintAssigned,
  ComplaintPooled,
  type EventClass,
  eventOfClass,
  type JournalEvent,
} from '@redress/contracts';
import { eventually } from '@redress/testing';
import { type Complained, type Row, StagedAssigner } from '../trial/staged-assigner.js';

let stage: StagedAssigner;

beforeAll(async () => {
  // Two at once: whatever one of them decides, the other may be deciding too.
  stage = await StagedAssigner.set({ instances: 2 });
});

beforeEach(() => stage.clear());

afterAll(() => stage?.strike());

async function said<Data extends object>(
  event: EventClass<Data>,
  complaints: Complained[],
): Promise<JournalEvent<Data>[]> {
  const { type } = eventOfClass(event);
  return (await stage.journal(complaints)).filter((one) => one.type === type) as JournalEvent<Data>[];
}

const settled = (complaints: Complained[], held: number): Promise<Row[]> =>
  eventually('everything to be given out or to wait', async () => {
    const rows = await stage.rows(complaints);
    const given = rows.filter(({ holder }) => holder !== null).length;
    const waits = rows.filter(({ waiting }) => waiting !== null).length;
    return given === held && given + waits === complaints.length && rows;
  });

describe('Two dispatchers at once', () => {
  it('never exceed a capacity and give nothing twice', async () => {
    await stage.list('ivan', { capacity: 30, skills: ['withdrawals ru', 'deposits ru'] });
    await stage.list('olga', { capacity: 20, skills: ['deposits ru'] });
    await stage.list('peter', { capacity: 11 });
    const ids = (await Promise.all([stage.complain(120), stage.complain(120, { category: 'deposits' })])).flat();
    await settled(ids, 61);
    expect(await stage.open()).toEqual({ ivan: 30, olga: 20, peter: 11 });
    const assigned = await eventually('the journal to hold what was decided', async () => {
      const [given, pooled] = [await said(ComplaintAssigned, ids), await said(ComplaintPooled, ids)];
      return given.length + pooled.length === 240 && given;
    });
    expect(new Set(assigned.map(({ subject }) => subject)).size).toBe(61);
  });

  it('give the oldest first', async () => {
    const ids = await stage.complain(40);
    await settled(ids, 0);
    await stage.list('ivan', { capacity: 15 });
    const rows = await settled(ids, 15);
    expect(rows.map(({ holder }) => holder)).toEqual([...Array(15).fill('ivan'), ...Array(25).fill(null)]);
  });
});

describe('A complaint nobody can take', () => {
  it('waits with the reason, said once, does not block the next, and is given when somebody comes', async () => {
    await stage.list('ivan');
    const german = await stage.complain(1, { language: 'de' });
    const russian = await stage.complain(1);
    const [waits, next] = await settled([...german, ...russian], 1);
    expect(waits).toMatchObject({ waiting: 'nobody-skilled' });
    expect(next).toMatchObject({ holder: 'ivan' });
    await stage.list('greta', { skills: ['withdrawals de'] });
    expect(await settled(german, 1)).toMatchObject([{ holder: 'greta' }]);
    const pooled = await said(ComplaintPooled, german);
    expect(pooled).toMatchObject([{ data: { episode: 1, reason: 'nobody-skilled' } }]);
  });

  it('is given when somebody is present again, or begins a shift', async () => {
    await stage.list('ivan');
    const ask = (path: string) => stage.assigner.post(path, stage.token('ivan'));
    expect((await stage.present('ivan', false)).status).toBe(200);
    const first = await stage.complain(1);
    expect(await settled(first, 0)).toMatchObject([{ waiting: 'nobody-free' }]);
    await stage.present('ivan', true);
    await settled(first, 1);
    expect((await ask('/v1/shift/end')).body).toEqual({ present: true, onShift: false });
    const second = await stage.complain(1);
    await settled(second, 0);
    await ask('/v1/shift/start');
    await settled(second, 1);
  });
});

describe('What is said', () => {
  it('follows from the event that pooled it, at a lower offset of the same partition', async () => {
    await stage.list('ivan', { capacity: 1 });
    const ids = await stage.complain(2);
    await settled(ids, 1);
    const events = await eventually('both decisions on the journal', async () => {
      const all = await stage.journal(ids);
      return all.length === 6 && all;
    });
    for (const event of events.filter(({ source }) => source === 'assigner')) {
      const cause = events.findIndex(({ id }) => id === event.causationid);
      expect(events[cause]).toMatchObject({ subject: event.subject, source: 'categoriser' });
      expect(cause).toBeLessThan(events.indexOf(event));
      expect(event).toMatchObject({ sourceseq: 1, correlationid: event.subject });
    }
  });

  it('puts whole queues on assignments, in due order, and specialists on specialists', async () => {
    await stage.list('ivan');
    const ids = await stage.complain(3);
    const queue = await eventually('a queue of three', async () => {
      const queues = (await stage.broker.read('assignments')).map(
        ({ value }) => JSON.parse(value ?? '') as AssignmentsDocument,
      );
      return queues.find(({ specialistId, complaints }) => specialistId === 'ivan' && complaints.length === 3);
    });
    expect(queue.complaints.map(({ complaintId }) => complaintId)).toEqual(ids.map(({ id }) => id));
    expect(queue.complaints[0]).toEqual({
      complaintId: ids[0]?.id,
      reference: ids[0]?.reference,
      status: 'assigned',
      episode: 1,
      category: 'withdrawals',
      tags: [],
      language: 'ru',
      complexity: 'simple',
      due: expect.stringMatching(/^20.*Z$/),
      reason: 'fewest-open',
    });
    const documents = (await stage.broker.read('specialists')).filter(({ key }) => key === 'ivan');
    expect(JSON.parse(documents.at(-1)?.value ?? '')).toMatchObject({ specialistId: 'ivan', capacity: 5, shifts: [] });
  });
});
