import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ComplaintCategorised, eventOfClass, journalContentType, readEvent } from '@redress/contracts';
import { aComplaintCategorised, eventually } from '@redress/testing';
import { type Rebuildable, Stage } from './stage.js';

let stage: Stage;

const lena = ['lena', 'lead'] as [string, string];
const anna = ['anna', 'customer'] as [string, string];
const as = (specialist: string): [string, string] => [specialist, 'specialist'];
const skills = [{ category: 'withdrawals', language: 'ru' }];
const text = 'Вывод 50000 рублей висит третий день, деньги не пришли на карту';

async function submit(): Promise<string> {
  const { id } = await stage.ask<{ id: string }>('intake', anna, 'POST /v1/complaints', {
    text,
    language: 'ru',
    category: 'withdrawals',
  });
  return id;
}

const holders = (): Promise<{ id: string; holder: string | null; status: string }[]> =>
  stage.database.query('SELECT complaint_id AS id, specialist_id AS holder, status FROM assigner.complaint');

async function held(count: number): Promise<{ id: string; holder: string }[]> {
  return eventually(`${count} complaints to be held`, async () => {
    const found = (await holders()).filter(({ holder }) => holder !== null);
    return found.length === count && (found as { id: string; holder: string }[]);
  });
}

const parkedAt = (service: string, complaintId: string): Promise<{ id: string; reason: string }[]> =>
  stage.database.query(`SELECT id, reason FROM ${service}.parked WHERE complaint_id = $1 ORDER BY record_offset`, [
    complaintId,
  ]);

/** A record that nobody can take, of a complaint that everybody knows; later ones of it are parked behind. */
async function poison(complaintId: string): Promise<{ sound: object }> {
  const sound = aComplaintCategorised({}, { subject: complaintId, sourceseq: 2 });
  const broken = JSON.stringify(sound).replace('withdrawals', 'nonsense');
  const headers = { 'content-type': journalContentType, ce_type: eventOfClass(ComplaintCategorised).type };
  await stage.broker.produce('complaints', [{ key: complaintId, value: broken, headers }]);
  for (const service of ['intake', 'assigner']) {
    await eventually('the poison to be parked', async () => (await parkedAt(service, complaintId)).length > 0);
  }
  return { sound };
}

/** Settles what is parked of a complaint at both services. */
async function settle(complaintId: string, act: 'discard' | 'release', mended?: object): Promise<void> {
  const omar = ['omar', 'operator'] as [string, string];
  for (const service of ['intake', 'assigner'] as const) {
    const [head] = await parkedAt(service, complaintId);
    if (mended) await stage.ask(service, omar, `PUT /v1/parked/${head?.id}/payload`, mended);
    await stage.ask(service, omar, `POST /v1/parked/${head?.id}/${act}`, { reason: 'a test' });
    expect(await parkedAt(service, complaintId)).toEqual([]);
  }
}

async function quiet(): Promise<void> {
  await eventually('everything to be said and heard', async () => {
    const said = (await stage.broker.read('complaints')).length;
    const unsaid = await stage.database.query(`
      SELECT said_at FROM intake.outbox WHERE said_at IS NULL
      UNION ALL SELECT said_at FROM categoriser.outbox WHERE said_at IS NULL
      UNION ALL SELECT said_at FROM assigner.outbox WHERE said_at IS NULL`);
    const again = (await stage.broker.read('complaints')).length;
    return unsaid.length === 0 && said === again;
  });
}

async function oidOf(table: string): Promise<string> {
  const [row] = await stage.database.query<{ oid: string }>('SELECT $1::regclass::oid::text AS oid', [table]);
  return row?.oid ?? '';
}

beforeAll(async () => {
  stage = await Stage.set();
  for (const id of ['ivan', 'olga']) {
    await stage.ask('assigner', lena, `PUT /v1/specialists/${id}`, { name: id, skills, capacity: 4 });
  }
  for (let nth = 0; nth < 10; nth += 1) await submit();
  const [first, second, third, fourth, fifth] = await held(8);
  if (!first || !second || !third || !fourth || !fifth) throw new Error('eight are held');
  await stage.ask('assigner', as(first.holder), `POST /v1/complaints/${first.id}/start`, {});
  await stage.ask('assigner', as(second.holder), `POST /v1/complaints/${second.id}/hand-over`, {
    reason: 'my shift ends',
  });
  await stage.ask('assigner', lena, 'PUT /v1/specialists/maria', { name: 'maria', skills, capacity: 9 });
  await held(10);
  await poison(third.id);
  const { sound } = await poison(fourth.id);
  await settle(fourth.id, 'release', sound);
  await poison(fifth.id);
  await settle(fifth.id, 'discard');
  await stage.ask('assigner', as(fifth.holder), `POST /v1/complaints/${fifth.id}/hand-over`, {
    reason: 'on leave',
    to: 'maria',
  });
  await quiet();
}, 180_000);

afterAll(async () => {
  await stage?.strike();
}, 30_000);

describe('a service rebuilt from the journal', () => {
  it.each<Rebuildable>(['assigner', 'intake'])(
    'is equal to the live one, row by row: %s',
    async (service) => {
      expect(await stage.rebuild(service, 'equal', { dryRun: true })).toEqual([]);
      const [row] = await stage.database.query<{ rows: number }>(
        `SELECT count(*)::int AS rows FROM ${service}_rebuild.heard`,
      );
      expect(row?.rows).toBeGreaterThan(20);
    },
    120_000,
  );

  it('shows by key where the live one was spoiled, and leaves it in place', async () => {
    await quiet();
    const [spoiled] = await holders();
    await stage.database.query(
      `UPDATE assigner.complaint SET due = due + interval '1 second' WHERE complaint_id = $1`,
      [spoiled?.id],
    );
    const before = await oidOf('assigner.complaint');
    expect(await stage.rebuild('assigner', 'spoiled')).toEqual([{ table: 'complaint', keys: [spoiled?.id] }]);
    expect(await oidOf('assigner.complaint')).toBe(before);
    await stage.database.query(
      `UPDATE assigner.complaint SET due = due - interval '1 second' WHERE complaint_id = $1`,
      [spoiled?.id],
    );
    const [entry] = await stage.database.query<{ id: string }>(
      'DELETE FROM intake.timeline_entry WHERE event_id = (SELECT max(event_id::text)::uuid FROM intake.timeline_entry) RETURNING event_id AS id, intake.timeline_entry.*',
    );
    expect(await stage.rebuild('intake', 'spoiled', { dryRun: true })).toEqual([
      { table: 'timeline_entry', keys: [entry?.id] },
    ]);
  }, 180_000);

  it('takes the place of the live one under load, and goes on numbering and giving out', async () => {
    const before = await oidOf('assigner.complaint');
    const submitting = (async () => {
      for (let nth = 0; nth < 40; nth += 1) await submit();
    })();
    expect(await stage.rebuild('assigner', 'switched')).toEqual([]);
    await submitting;
    expect(await oidOf('assigner.complaint')).not.toBe(before);
    expect(await oidOf('assigner_before_switched.complaint')).toBe(before);
    await stage.ask('assigner', lena, 'PUT /v1/specialists/peter', { name: 'peter', skills, capacity: 100 });
    const all = await held(50);
    const [mine] = all.filter(({ holder }) => holder === 'maria');
    await stage.ask('assigner', as('maria'), `POST /v1/complaints/${mine?.id}/hand-over`, { reason: 'ill' });
    await quiet();
    const open = await stage.database.query<{ id: string; open: number; held: number }>(`
      SELECT specialist_id AS id, open_count AS open,
        (SELECT count(*)::int FROM assigner.complaint WHERE complaint.specialist_id = specialist.specialist_id) AS held
      FROM assigner.specialist`);
    for (const { open: counted, held: found } of open) expect(counted).toBe(found);
    expect(await gaps()).toEqual([]);
    expect(await stage.rebuild('assigner', 'again', { dryRun: true })).toEqual([]);
  }, 240_000);
});

/** Complaints about which a speaker's numbers on the journal are not 1, 2, 3 …; the poison has none of its own. */
async function gaps(): Promise<string[]> {
  const next = new Map<string, number>();
  const wrong: string[] = [];
  for (const { value } of await stage.broker.read('complaints')) {
    let event: ReturnType<typeof readEvent>;
    try {
      event = readEvent(value ?? '');
    } catch {
      continue;
    }
    const speaker = `${event.source} ${event.subject}`;
    const due = next.get(speaker) ?? 1;
    if (event.sourceseq === due) next.set(speaker, due + 1);
    else if (event.sourceseq > due) wrong.push(`${speaker}: ${event.sourceseq} where ${due} was due`);
  }
  return wrong;
}
