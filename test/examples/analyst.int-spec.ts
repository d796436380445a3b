import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintCategorised, JournalEvent } from '@redress/contracts';
import {
  aComplaintAssigned,
  aComplaintCategorised,
  aComplaintReleased,
  aComplaintSubmitted,
  makeTestBroker,
  type TestBroker,
} from '@redress/testing';

const program = join(import.meta.dirname, '../../docs/examples/analyst.mjs');
let broker: TestBroker;

interface Report {
  perDay: Record<string, number>;
  medianSecondsToAssigned?: number;
  duplicates: number;
  missing: string[];
}

/** Runs the example as an analyst would: a process of its own that is told where the broker is. */
function analyse(): Promise<{ code: number; report: Report }> {
  const env = { ...process.env, KAFKA_BROKERS: broker.brokers.join(','), REDRESS_TOPIC_PREFIX: broker.prefix };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program], { env }, (error, out, complaint) => {
      if (out) resolve({ code: Number(error?.code ?? 0), report: JSON.parse(out) as Report });
      else reject(new Error(`the example said nothing but: ${complaint}`));
    });
  });
}

type Category = ComplaintCategorised['category'];

/** A complaint that was given to somebody so many seconds after it was received. */
function aLife(day: string, category: Category, seconds: number): JournalEvent<object>[] {
  const receivedAt = `${day}T10:00:00.000Z`;
  const submitted = aComplaintSubmitted({ receivedAt }, { time: receivedAt });
  const { subject } = submitted;
  const time = new Date(Date.parse(receivedAt) + seconds * 1000).toISOString();
  return [
    submitted,
    aComplaintCategorised({ category }, { subject, time }),
    aComplaintAssigned({}, { subject, time, sourceseq: 1 }),
  ];
}

beforeAll(async () => {
  broker = await makeTestBroker();
});

afterAll(() => broker?.drop());

describe('the example reader for analysts', () => {
  it('counts each complaint once, and the seconds to its first assignment, however often its events come', async () => {
    const lives = [
      aLife('2026-11-21', 'withdrawals', 2),
      aLife('2026-11-22', 'withdrawals', 4),
      aLife('2026-11-22', 'withdrawals', 40),
      aLife('2026-11-22', 'bonuses', 1),
      aLife('2026-11-22', 'bonuses', 3),
    ].flat();
    const { subject } = lives[0] as JournalEvent;
    const handedOver = [
      aComplaintReleased({}, { subject, sourceseq: 2 }),
      aComplaintAssigned({}, { subject, sourceseq: 3, time: '2026-11-22T18:00:00.000Z' }),
    ];
    await broker.say(...lives, ...handedOver);
    await broker.say(...lives, ...handedOver.slice(0, 1));
    expect(await analyse()).toEqual({
      code: 0,
      report: {
        perDay: { '2026-11-21 withdrawals': 1, '2026-11-22 withdrawals': 2, '2026-11-22 bonuses': 2 },
        medianSecondsToAssigned: 3,
        duplicates: 16,
        missing: [],
      },
    });
  });

  it('names what is missing, and ends with 1', async () => {
    const [submitted, categorised, assigned] = aLife('2026-11-22', 'deposits', 5) as JournalEvent[];
    await broker.say(submitted as JournalEvent, categorised as JournalEvent, {
      ...(assigned as JournalEvent),
      sourceseq: 3,
    });
    const { code, report } = await analyse();
    expect(report.missing).toEqual([`${submitted?.subject} assigner 1..2`]);
    expect(code).toBe(1);
  });
});
