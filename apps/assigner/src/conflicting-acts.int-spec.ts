import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AssignmentsDocument,
  CategoryCorrected,
  ComplaintReopened,
  ComplaintWithdrawn,
  CustomerWrote,
  DecisionCommunicated,
  InformationRequested,
} from '@redress/contracts';
import { type ComplaintState, foldAll } from '@redress/lifecycle';
import { type Complained, StagedAssigner } from '../trial/staged-assigner.js';

let stage: StagedAssigner;
const sealed = 'v1.AAAA';
const people = ['s0', 's1', 's2', 's3'];

beforeAll(async () => {
  stage = await StagedAssigner.set({ instances: 2 });
});

afterAll(() => stage?.strike());

/** A small generator of one's own: the same turns each run. */
function turns(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** What a complaint is for everybody who reads the journal. */
async function statesOf(complaints: Complained[]): Promise<Map<string, ComplaintState>> {
  const events = await stage.journal(complaints);
  return new Map(
    complaints.flatMap(({ id }) => {
      const { state } = foldAll(
        undefined,
        events.filter(({ subject }) => subject === id),
      );
      return state ? [[id, state]] : [];
    }),
  );
}

const holderIn = (state: ComplaintState | undefined) => (state?.assignmentId ? (state.specialistId ?? null) : null);

/** True when the table, the counters and the posted queues say what the journal says. */
async function agrees(complaints: Complained[]): Promise<boolean> {
  const [unsaid] = await stage.database.query<{ rows: number }>(
    'SELECT count(*)::int AS rows FROM assigner.outbox WHERE said_at IS NULL',
  );
  const states = await statesOf(complaints);
  const rows = await stage.rows(complaints);
  const isSame = rows.every(({ id, holder, status }) => {
    const state = states.get(id);
    return holder === holderIn(state) && (holder === null || status === state?.status);
  });
  const open = await stage.open();
  const posted = new Map<string, string[]>();
  for (const { key, value } of await stage.broker.read('assignments')) {
    const { complaints: queue } = JSON.parse(value ?? '') as AssignmentsDocument;
    posted.set(key ?? '', queue.map(({ complaintId }) => complaintId).toSorted());
  }
  return (
    unsaid?.rows === 0 &&
    isSame &&
    people.every((sub) => {
      const held = rows.filter(({ holder }) => holder === sub);
      const load = held.filter(({ status }) => status !== 'waiting-for-customer').length;
      const queue = held.map(({ id }) => id).toSorted();
      return open[sub] === load && JSON.stringify(posted.get(sub)) === JSON.stringify(queue);
    })
  );
}

describe('Acts that contradict each other', () => {
  it('are settled by the order of the journal: table, counters and queues end as its fold', async () => {
    for (const id of people) await stage.list(id, { capacity: 8, skills: ['withdrawals ru', 'deposits ru'] });
    const complaints = await stage.complain(24);
    const turn = turns(7);
    const one = <T>(of: readonly T[]): T => of[turn(of.length)] as T;
    const by = () => one(people);
    for (let wave = 0; wave < 8; wave += 1) {
      const states = await statesOf(complaints);
      await Promise.all(
        Array.from({ length: 24 }, async () => {
          const complaint = one(complaints);
          const { assignmentId, episode = 1 } = states.get(complaint.id) ?? {};
          const acts = [
            () => stage.act('lena', complaint, 'assign', { specialist: by(), override: true }),
            () => stage.act(by(), complaint, 'claim'),
            () => stage.act(by(), complaint, 'hand-over', { reason: 'why' }),
            () => stage.tell(complaint, DecisionCommunicated, { outcome: 'upheld', by: by(), sealed, assignmentId }),
            () => stage.tell(complaint, ComplaintWithdrawn, { episode }),
            () => stage.tell(complaint, ComplaintReopened, { episode: episode + 1, sealed }),
            () =>
              stage.tell(complaint, CategoryCorrected, {
                category: one(['withdrawals', 'deposits'] as const),
                by: by(),
              }),
            () => stage.tell(complaint, InformationRequested, { requestId: complaint.id, by: by(), sealed }),
            () => stage.tell(complaint, CustomerWrote, { messageId: randomUUIDv7(), requestId: complaint.id, sealed }),
          ];
          await one(acts)();
        }),
      );
    }
    await stage.eventually(() => agrees(complaints), { within: 20_000, every: 200 });
    expect(await stage.database.query('SELECT FROM assigner.parked')).toEqual([]);
    const folds = await Promise.all(
      complaints.map(async (one) => foldAll(undefined, await stage.journal([one])).folds),
    );
    const objections = folds.flat().flatMap(({ effect }) => (effect.effect === 'void' ? [effect.reason] : []));
    // What others say may come too late; what is given, waits or was begun already is never said again.
    expect(objections.filter((reason) => reason.startsWith('already-') && reason !== 'already-waiting')).toEqual([]);
  }, 60_000);

  it('take effect from the journal alone when the tables have forgotten everything', async () => {
    const complaints = (
      await stage.database.query<{ id: string }>('SELECT complaint_id AS id FROM assigner.complaint')
    ).map(({ id }) => ({ id, reference: '' }));
    const kept = async (): Promise<string> => {
      const former = await stage.database.query('SELECT * FROM assigner.former_holder ORDER BY 1, 2');
      return JSON.stringify([await stage.rows(complaints), await stage.open(), former]);
    };
    const before = await kept();
    const all = await stage.journal(complaints);
    await stage.database.query(
      'TRUNCATE assigner.complaint, assigner.former_holder, assigner.heard, assigner.queue_change',
    );
    await stage.database.query(`UPDATE assigner.specialist SET open_count = 0`);
    await stage.broker.say(...all);
    await stage.eventually(async () => (await kept()) === before, { within: 20_000, every: 200 });
  }, 40_000);
});
