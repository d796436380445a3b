import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@redress/bootstrap';
import { ComplaintCategorised } from '@redress/contracts';
import { makeTestBroker, makeTestDatabase, type TestBroker, type TestDatabase } from '@redress/testing';
import { startTrialCategoriser, verdict } from '../trial/categoriser.js';
import { Journal } from './journal.js';
import { say } from './say.js';

let database: TestDatabase;
let broker: TestBroker;
let service: RunningService;
let journal: Journal;

beforeAll(async () => {
  [database, broker] = await Promise.all([makeTestDatabase(), makeTestBroker()]);
  service = await startTrialCategoriser(database, broker, async () => undefined);
  journal = service.app.get(Journal);
});

afterAll(async () => {
  await service?.stop();
  await Promise.all([database?.drop(), broker?.drop()]);
});

const sayingOf = (subject: string) => say(ComplaintCategorised, { subject, correlationid: subject }, verdict);
const outboxOf = (subject: string) =>
  database.query('SELECT FROM categoriser.outbox WHERE complaint_id = $1', [subject]);

describe('what a decision answers', () => {
  it('is read on top of what it says, while nobody else knows of that', async () => {
    const subject = randomUUIDv7();
    const [own, others] = await journal.decide(async (tx) => ({
      answer: async () => [await journal.pending([subject], tx), await outboxOf(subject)],
      say: [sayingOf(subject)],
    }));
    expect([own, others]).toEqual([[expect.objectContaining({ subject, sourceseq: 1 })], []]);
    expect(await outboxOf(subject)).toHaveLength(1);
  });

  it('undoes the decision when it cannot be read: nothing is said, and no number is missing afterwards', async () => {
    const subject = randomUUIDv7();
    const failed = journal.decide(async () => ({
      answer: () => Promise.reject(new Error('the vault is away')),
      say: [sayingOf(subject)],
    }));
    await expect(failed).rejects.toThrow('the vault is away');
    expect(await outboxOf(subject)).toEqual([]);
    const said = await journal.decide(async (tx) => ({
      answer: () => journal.pending([subject], tx),
      say: [sayingOf(subject)],
    }));
    expect(said).toMatchObject([{ subject, sourceseq: 1 }]);
  });
});
