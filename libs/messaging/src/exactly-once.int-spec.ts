import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { ComplaintSubmitted, eventOfClass, type JournalEvent, journalContentType } from '@redress/contracts';
import {
  aComplaintCategorised,
  aComplaintSubmitted,
  eventually,
  makeTestBroker,
  makeTestDatabase,
  type TestBroker,
  type TestDatabase,
} from '@redress/testing';
import { categorisedOn, startTrialCategoriser } from '../trial/categoriser.js';
import type { Heard, Transaction } from './hears.js';

/** What the next calls of the handler are to do; reset after every test. */
let obstacle: ((fresh: Heard<ComplaintSubmitted>[]) => void | Promise<void>) | undefined;

let database: TestDatabase;
let broker: TestBroker;
const running: RunningService[] = [];

async function startCategoriser(): Promise<void> {
  const keep = async (fresh: Heard<ComplaintSubmitted>[], tx: Transaction): Promise<void> => {
    await tx.query('INSERT INTO seen SELECT * FROM unnest($1::uuid[])', [fresh.map((event) => event.subject)]);
    await obstacle?.(fresh);
  };
  running.push(await startTrialCategoriser(database, broker, keep));
}

const categorisedEvents = () => categorisedOn(broker);

async function allSaid(count: number): Promise<JournalEvent<object>[]> {
  return eventually(`${count} categorised events`, async () => {
    const [row] = await database.query<{ said: number }>(
      'SELECT count(*)::int AS said FROM categoriser.outbox WHERE said_at IS NOT NULL',
    );
    return (row?.said ?? 0) >= count && (await categorisedEvents());
  });
}

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  await database.query('CREATE TABLE categoriser.seen (complaint_id uuid)');
  await database.query('ALTER TABLE categoriser.seen OWNER TO categoriser');
});

afterEach(async () => {
  obstacle = undefined;
  await Promise.all(running.splice(0).map((service) => service.stop()));
  await database.query(
    'TRUNCATE categoriser.seen, categoriser.heard, categoriser.spoken, categoriser.outbox, categoriser.parked',
  );
});

afterAll(async () => {
  await Promise.all([database?.drop(), broker?.drop()]);
});

describe('a service that hears the journal', () => {
  it('says what follows from each event once, however often the event comes', async () => {
    const complaints = Array.from({ length: 20 }, () => aComplaintSubmitted());
    await broker.say(...complaints, ...complaints);
    await startCategoriser();
    await allSaid(20);
    await broker.say(...complaints);
    const marker = aComplaintSubmitted();
    await broker.say(marker);
    const said = await allSaid(21);
    expect(said.map(({ subject }) => subject).sort()).toEqual(
      [...complaints, marker].map(({ subject }) => subject).sort(),
    );
    expect(said.every(({ sourceseq }) => sourceseq === 1)).toBe(true);
    const causes = new Map([...complaints, marker].map(({ id, subject }) => [subject, id]));
    for (const event of said) expect(event.causationid).toBe(causes.get(event.subject));
    const seen = await database.query('SELECT complaint_id FROM categoriser.seen');
    expect(seen).toHaveLength(21);
  });

  it('takes a chunk again, whole, when the database was away in the middle of it', async () => {
    let failures = 0;
    obstacle = () => {
      failures += 1;
      if (failures <= 3) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    };
    const complaint = aComplaintSubmitted();
    await broker.say(complaint);
    await startCategoriser();
    await eventually('its categorisation', async () =>
      (await categorisedEvents()).some(({ subject }) => subject === complaint.subject),
    );
    expect(failures).toBe(4);
    const seen = await database.query('SELECT FROM categoriser.seen WHERE complaint_id = $1', [complaint.subject]);
    expect(seen).toHaveLength(1);
  });

  it('takes a chunk again, and parks nothing, when its connection was cut between two statements', async () => {
    let cuts = 0;
    obstacle = async () => {
      cuts += 1;
      if (cuts === 1) await database.cutConnectionsOf('categoriser');
    };
    const complaint = aComplaintSubmitted();
    await broker.say(complaint);
    await startCategoriser();
    await eventually('its categorisation', async () =>
      (await categorisedEvents()).some(({ subject }) => subject === complaint.subject),
    );
    expect(await database.query('SELECT reason FROM categoriser.parked')).toEqual([]);
  });

  it('goes on after every one of its connections was cut', async () => {
    await startCategoriser();
    await broker.say(aComplaintSubmitted());
    await database.cutConnectionsOf('categoriser');
    const after = aComplaintSubmitted();
    await broker.say(after);
    await eventually('the next categorisation', async () =>
      (await categorisedEvents()).some(({ subject }) => subject === after.subject),
    );
  });

  it('sets aside what it cannot take, with the later events of that complaint, and nothing else', async () => {
    const poison = aComplaintSubmitted();
    const behind = { ...aComplaintSubmitted({}, { subject: poison.subject, sourceseq: 2 }) };
    const others = Array.from({ length: 10 }, () => aComplaintSubmitted());
    obstacle = (fresh) => {
      if (fresh.some(({ subject }) => subject === poison.subject)) throw new TypeError('cannot take this one');
    };
    await broker.say(...others.slice(0, 5), poison, behind, ...others.slice(5));
    await startCategoriser();
    for (const { subject } of others) {
      await eventually('the others', async () =>
        (await categorisedEvents()).some((event) => event.subject === subject),
      );
    }
    const parked = await eventually('the parked records', async () => {
      const rows = await database.query<{ complaint_id: string; reason: string }>(
        'SELECT complaint_id, reason FROM categoriser.parked ORDER BY record_offset',
      );
      return rows.length >= 2 && rows;
    });
    expect(parked).toEqual([
      { complaint_id: poison.subject, reason: 'failed' },
      { complaint_id: poison.subject, reason: 'behind' },
    ]);
  });

  it('parks what is no event, skips what it does not know or what the wrong source says, and goes on', async () => {
    const headers = { 'content-type': journalContentType, ce_type: eventOfClass(ComplaintSubmitted).type };
    const sane = aComplaintSubmitted();
    const broken = aComplaintSubmitted({ reference: 'nonsense' });
    const nameless = aComplaintSubmitted();
    const unknown = { ...aComplaintSubmitted(), type: 'redress.never-heard-of.v1' };
    const imposed = { ...aComplaintSubmitted(), source: 'notifier' };
    await broker.produce('complaints', [
      { key: broken.subject, value: JSON.stringify(broken), headers },
      { key: 'no-uuid', value: 'not json', headers },
      { key: sane.subject, value: null, headers },
      { key: nameless.subject, value: JSON.stringify({ ...nameless, type: undefined }), headers },
    ]);
    await broker.say(unknown, imposed as JournalEvent);
    const after = aComplaintSubmitted();
    await broker.say(after);
    await startCategoriser();
    await eventually('the sane one', async () =>
      (await categorisedEvents()).some(({ subject }) => subject === after.subject),
    );
    const parked = await eventually('four parked records', async () => {
      const rows = await database.query<{ reason: string; detail: string }>(
        'SELECT reason, detail FROM categoriser.parked',
      );
      return rows.length >= 4 && rows;
    });
    expect(parked.map(({ reason }) => reason).sort()).toEqual(['invalid', 'invalid', 'malformed', 'malformed']);
    expect(JSON.stringify(parked)).not.toContain('nonsense');
    const seen = await database.query<{ complaint_id: string }>('SELECT complaint_id FROM categoriser.seen');
    expect(seen.map((row) => row.complaint_id)).toContain(after.subject);
    expect(seen.map((row) => row.complaint_id)).not.toContain(imposed.subject);
  });

  it('goes on numbering where the journal ends when its database was restored to its past', async () => {
    const complaint = aComplaintSubmitted();
    const own = aComplaintCategorised({}, { subject: complaint.subject, sourceseq: 7, causationid: complaint.id });
    await broker.say(own);
    await startCategoriser();
    await eventually('its own number', async () => {
      const [row] = await database.query<{ seq: number }>(
        'SELECT seq FROM categoriser.spoken WHERE complaint_id = $1',
        [complaint.subject],
      );
      return row?.seq === 7;
    });
    await broker.say(complaint);
    const said = await eventually(
      'the next number',
      async () =>
        (
          await database.query<{ seq: number }>('SELECT seq FROM categoriser.outbox WHERE complaint_id = $1', [
            complaint.subject,
          ])
        )[0],
    );
    expect(said.seq).toBe(8);
  });
});
