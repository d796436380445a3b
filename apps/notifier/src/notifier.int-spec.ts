import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aComplaintAssigned, eventually } from '@redress/testing';
import { DataSource } from 'typeorm';
import { NotifierTrial } from './notifier-trial.for-spec.js';

let trial: NotifierTrial;

beforeAll(async () => {
  trial = await NotifierTrial.make();
});
beforeEach(() => trial.begin());
afterEach(() => trial.end());
afterAll(() => trial?.drop());

describe('a customer', () => {
  it('is told that the complaint was received and, once, that somebody works on it', async () => {
    await trial.start();
    const submission = await trial.submission();
    const { subject } = submission;
    await trial.broker.say(
      submission,
      aComplaintAssigned({}, { subject }),
      aComplaintAssigned({ specialistId: 'olga' }, { subject, sourceseq: 2 }),
    );
    await trial.lettersInBox(2);
    await trial.allSettled();
    expect(await trial.statesOf(submission)).toEqual(
      expect.arrayContaining(['received queued', 'received sent', 'assigned queued', 'assigned sent']),
    );
    expect(trial.mails.letters).toHaveLength(2);
    const received = trial.mails.letters.find(({ subject }) => subject?.startsWith('Мы получили'));
    const assigned = trial.mails.letters.find(({ subject }) => subject?.startsWith('Вашей жалобой'));
    expect(received?.text).toContain('24 ноября 2026 г., 22:05 (московское время)');
    expect(received?.text).toContain('через 48 часов');
    expect(assigned?.references).toBe(received?.messageId);
    expect(`${received?.text}${received?.html}${assigned?.text}`).not.toContain('a secret');
  });

  it('is written to in English unless the complaint is in Russian', async () => {
    await trial.start();
    await trial.broker.say(await trial.submission({}, { language: 'de' }));
    await trial.lettersInBox(1);
    expect(trial.mails.letters[0]?.text).toContain('24 November 2026, 22:05 (Moscow time)');
  });

  it('gets one mail for an event that comes 25 times', async () => {
    await trial.start();
    const submission = await trial.submission();
    const last = await trial.submission();
    await trial.broker.say(...Array.from({ length: 25 }, () => submission));
    await trial.broker.say(last);
    await trial.lettersInBox(2);
    await trial.allSettled();
    expect([...trial.mails.copies().values()]).toEqual([1, 1]);
  });

  it('who left no address or was erased gets nothing, and the ledger says why', async () => {
    await trial.start();
    const nameless = await trial.submission({ email: undefined });
    const erased = await trial.submission();
    await trial.intake.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [erased.subject]);
    const injecting = await trial.submission({ email: 'anna@example.org\r\nBcc: eve@example.org' });
    const broken = await trial.submission({}, { sealed: 'v1.AAAA' });
    await trial.broker.say(nameless, erased, injecting, broken, await trial.submission());
    await trial.lettersInBox(1);
    await trial.allSettled();
    const reasons = new Map((await trial.ledger()).map((line) => [line.complaintId, `${line.state} ${line.reason}`]));
    expect(reasons.get(nameless.subject)).toBe('suppressed no-address');
    expect(reasons.get(erased.subject)).toBe('suppressed redacted');
    expect(reasons.get(injecting.subject)).toBe('suppressed unusable-address');
    expect(reasons.get(broken.subject)).toMatch(/^failed vault-/);
    expect(trial.mails.letters).toHaveLength(1);
  });
});

describe('a notice', () => {
  it('is kept while the mail server is away, and leaves soon after it is back, however long it would have waited', async () => {
    await trial.mails.close();
    const service = await trial.start();
    const submissions = await Promise.all(Array.from({ length: 20 }, () => trial.submission()));
    await trial.broker.say(...submissions);
    await eventually('an attempt', async () => {
      const tried = await trial.database.query(`SELECT 1 FROM notifier.notice WHERE state = 'queued' AND attempts > 0`);
      return tried.length > 0;
    });
    await trial.database.query(`UPDATE notifier.notice SET due_at = now() + interval '10 min' WHERE state = 'queued'`);
    await trial.mails.listen();
    await trial.lettersInBox(20);
    await trial.allSettled();
    expect(trial.mails.copies().size).toBe(20);
    expect((await trial.ledger()).filter(({ state }) => state === 'sent')).toHaveLength(20);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/redress_notices_total\{[^}]*state="sent"[^}]*\} 20/);
  });

  it.each([
    { at: 'MAIL', code: 451 },
    { at: 'RCPT', code: 550 },
    { at: 'DATA', code: 554 },
  ] as const)('is lost by no server that refuses everything for a while: %j', async (refusal) => {
    await trial.start();
    trial.mails.behaviour = { kind: 'refuse', ...refusal };
    const submissions = await Promise.all(Array.from({ length: 8 }, () => trial.submission()));
    await trial.broker.say(...submissions);
    await eventually('several attempts', async () => {
      const tried = await trial.database.query('SELECT sum(attempts)::int AS times FROM notifier.notice');
      return Number(tried[0]?.times) >= 5;
    });
    trial.mails.behaviour = { kind: 'take' };
    await trial.lettersInBox(8);
    await trial.allSettled();
    expect([...trial.mails.copies().values()]).toEqual(Array(8).fill(1));
    expect((await trial.ledger()).filter(({ state }) => state !== 'queued' && state !== 'sent')).toEqual([]);
  });

  it('that may have gone is named uncertain and sent again under the same id', async () => {
    await trial.start();
    trial.mails.behaviour = { kind: 'cut-after-data' };
    const submission = await trial.submission();
    await trial.broker.say(submission);
    await trial.lettersInBox(1);
    trial.mails.behaviour = { kind: 'take' };
    await trial.lettersInBox(2);
    await trial.allSettled();
    expect(await trial.statesOf(submission)).toEqual(['received queued', 'received uncertain', 'received sent']);
    expect(trial.mails.copies().size).toBe(1);
  });

  it('that a dead instance was sending is named uncertain and sent; that of a living one is left alone', async () => {
    const service = await trial.start();
    trial.mails.behaviour = { kind: 'refuse', at: 'MAIL', code: 451 };
    const [dead, alive] = [await trial.submission(), await trial.submission()];
    await trial.broker.say(dead, alive);
    await eventually('two notices', async () => (await trial.ledger()).length === 2);
    await service.stop();
    await trial.database.query(
      `UPDATE notifier.notice SET state = 'sending', due_at = now() + CASE complaint_id WHEN $1 THEN '-1 s' ELSE '1 h' END::interval`,
      [dead.subject],
    );
    trial.mails.behaviour = { kind: 'take' };
    await trial.start();
    await trial.lettersInBox(1);
    await eventually('it is stored', async () => (await trial.statesOf(dead)).length === 3);
    expect(await trial.statesOf(dead)).toEqual(['received queued', 'received uncertain', 'received sent']);
    expect(await trial.statesOf(alive)).toEqual(['received queued']);
  });

  it('leaves once when two instances send, hundreds of them', async () => {
    const submissions = await Promise.all(Array.from({ length: 400 }, () => trial.submission()));
    await Promise.all([trial.start(), trial.start()]);
    await trial.broker.say(...submissions);
    await trial.lettersInBox(400, 45_000);
    await trial.allSettled();
    expect([...trial.mails.copies().values()].filter((copies) => copies !== 1)).toEqual([]);
    expect(trial.mails.copies().size).toBe(400);
  }, 60_000);

  it('is stored in tables that are what the entities say', async () => {
    const service = await trial.start();
    const { upQueries } = await service.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('carries no word and no address outside the letter', async () => {
    await trial.start();
    await trial.broker.say(await trial.submission());
    await trial.lettersInBox(1);
    await trial.allSettled();
    for (const table of ['notice', 'told_complaint', 'outbox']) {
      const rows = await trial.database.query(`SELECT * FROM notifier.${table}`);
      expect(JSON.stringify(rows)).not.toMatch(/anna|a secret/);
    }
  });
});
