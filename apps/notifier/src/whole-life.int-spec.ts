import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventClass, eventOfClass, type JournalEvent, WayInRequested } from '@redress/contracts';
import {
  aComplaintAssigned,
  aComplaintReopened,
  aComplaintWithdrawn,
  aDecisionCommunicated,
  aDuplicateLinked,
  aFinalResponseIssued,
  anInformationRequested,
  aPreferencesChanged,
  aReferredToAdr,
  aResolutionAccepted,
  aSpecialistWrote,
  eventually,
} from '@redress/testing';
import { seal } from '@redress/vault';
import { ReplyAddresses, replyKey } from './domain/reply-address.js';
import { NotifierTrial } from './notifier-trial.for-spec.js';

let trial: NotifierTrial;

beforeAll(async () => {
  trial = await NotifierTrial.make();
});
beforeEach(() => trial.begin());
afterEach(() => trial.end());
afterAll(() => trial?.drop());

const letterOf = (template: string) =>
  trial.mails.letters.find(({ headers }) => headers.get('x-redress-template') === template);
const templatesInBox = () =>
  trial.mails.letters.map(({ headers }) => headers.get('x-redress-template') as string).sort();

describe('a whole life', () => {
  it('is told mail by mail, with the words that staff wrote and in one conversation', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission());
    const wrote = await life.saying(aSpecialistWrote, 'Мы ищем ваш платёж.\n<b>Спасибо</b> за терпение.');
    const asked = await life.saying(anInformationRequested, 'Какого числа вы пополняли счёт?');
    const decided = await life.saying(aDecisionCommunicated, 'Платёж найден.', {
      outcome: 'upheld',
      redress: { amount: 1500, currency: 'RUB' },
    });
    await trial.broker.say(
      life.submission,
      life.next(aComplaintAssigned),
      wrote,
      asked,
      decided,
      life.next(aResolutionAccepted),
    );
    await trial.lettersInBox(7);
    await trial.allSettled();
    expect(templatesInBox()).toEqual(
      ['assigned', 'closed', 'decision', 'information-requested', 'received', 'specialist-wrote', 'survey'].sort(),
    );
    expect(letterOf('specialist-wrote')?.text).toContain('> Мы ищем ваш платёж.\n> <b>Спасибо</b> за терпение.');
    expect(letterOf('specialist-wrote')?.html).toContain('&lt;b&gt;Спасибо&lt;/b&gt;');
    expect(letterOf('information-requested')?.text).toContain('> Какого числа вы пополняли счёт?');
    expect(letterOf('decision')?.text).toMatch(/обоснованной[\s\S]*1.500.₽[\s\S]*> Платёж найден\./);
    const began = letterOf('received')?.messageId;
    for (const letter of trial.mails.letters) {
      expect(letter.headers.get('auto-submitted')).toBe('auto-generated');
      if (letter.messageId !== began) expect([letter.inReplyTo, letter.references]).toEqual([began, began]);
    }
    const replies = new ReplyAddresses(replyKey(trial.masterKey), 'redress.example');
    const replyTo = letterOf('decision')?.replyTo?.value[0]?.address ?? '';
    expect(replies.read(replyTo, 'anna@example.org', new Date())).toBe(life.submission.subject);
  });

  it('stands in the account too, under notices of their own', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission({ email: undefined }));
    await trial.broker.say(life.submission, life.next(aComplaintWithdrawn));
    await eventually('two mails suppressed', async () => (await trial.statesOf(life.submission)).length === 4);
    const shown = await trial.ledger('account');
    expect(shown.map(({ template, state }) => `${template} ${state}`)).toEqual(['received sent', 'closed sent']);
    const mails = new Set((await trial.ledger()).map(({ noticeId }) => noticeId));
    expect(shown.filter(({ noticeId }) => mails.has(noticeId))).toEqual([]);
  });

  it('ends with a final response in its words, and with where it went then', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission({}, { language: 'en' }));
    const final = await life.saying(aFinalResponseIssued, 'We cannot pay this bet.');
    await trial.broker.say(life.submission, final, life.next(aReferredToAdr, { body: 'IBAS & Sons' }));
    await trial.lettersInBox(4);
    expect(letterOf('closed')?.text).toMatch(/final response[\s\S]*> We cannot pay this bet\.[\s\S]*independent body/);
    expect(letterOf('referred')?.text).toContain('IBAS & Sons');
    expect(letterOf('referred')?.html).toContain('IBAS &amp; Sons');
  });
});

describe('no mail follows', () => {
  it('what did not take: of two acts that exclude each other the first on the journal is told', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission());
    const decided = await life.saying(aDecisionCommunicated, 'Too late.');
    await trial.broker.say(
      life.submission,
      life.next(aComplaintAssigned),
      life.next(aComplaintWithdrawn),
      decided,
      life.next(aComplaintReopened, { episode: 7 }),
      await trial.submission({ email: 'last@example.org' }),
    );
    await trial.lettersInBox(4);
    await trial.allSettled();
    expect(templatesInBox()).toEqual(['assigned', 'closed', 'received', 'received']);
    expect(await trial.statesOf(life.submission)).not.toContain('decision queued');
  });

  it('an event that comes 24 times more', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission());
    const decided = await life.saying(aDecisionCommunicated, 'Found.');
    await trial.broker.say(life.submission, ...Array.from({ length: 25 }, () => decided));
    const marker = await trial.submission({ email: 'last@example.org' });
    await trial.broker.say(marker);
    await trial.lettersInBox(3);
    await trial.allSettled();
    expect(templatesInBox()).toEqual(['decision', 'received', 'received']);
    expect([...trial.mails.copies().values()]).toEqual([1, 1, 1]);
  });
});

describe('what the customer prefers', () => {
  it('decides about the language and the mails that are not owed, and the ledger says so', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission({}, { language: 'ru' }));
    const decided = await life.saying(aDecisionCommunicated, 'Found.');
    const wishes = { language: 'en', mails: { assigned: false, decision: false, survey: false } };
    await trial.broker.say(
      life.submission,
      life.next(aPreferencesChanged, wishes),
      life.next(aComplaintAssigned),
      decided,
      life.next(aResolutionAccepted),
    );
    await trial.lettersInBox(3);
    await trial.allSettled();
    expect(templatesInBox()).toEqual(['closed', 'decision', 'received']);
    expect(letterOf('decision')?.subject).toContain('Our decision');
    const unwanted = (await trial.ledger()).filter(({ state }) => state === 'suppressed');
    expect(unwanted.map(({ template, reason }) => `${template} ${reason}`).sort()).toEqual([
      'assigned unwanted',
      'survey unwanted',
    ]);
    expect((await trial.ledger('account')).map(({ template }) => template)).toContain('assigned');
  });

  it("is heard over what the channel said, and that over the complaint's own language", async () => {
    await trial.start();
    const channels = await trial.submission({ customerLanguage: 'ru' }, { language: 'en' });
    await trial.broker.say(channels);
    await trial.lettersInBox(1);
    expect(letterOf('received')?.subject).toContain('Мы получили');
  });
});

describe('the reference of another complaint', () => {
  it('is told to its own customer alone', async () => {
    await trial.start();
    const [earlier, foreign] = [
      await trial.submission({}, { reference: 'R-1111-AAAA' }),
      await trial.submission({ customerId: 'ben', email: 'ben@example.org' }, { reference: 'R-2222-BBBB' }),
    ];
    const life = trial.tell(await trial.submission({}, { reference: 'R-3333-CCCC' }));
    await trial.broker.say(earlier, foreign);
    await trial.lettersInBox(2);
    await trial.broker.say(life.submission, life.next(aDuplicateLinked, { of: earlier.subject }));
    await trial.lettersInBox(4);
    await trial.broker.say(life.next(aDuplicateLinked, { of: foreign.subject }));
    await trial.lettersInBox(5);
    const texts = trial.mails.letters.slice(2).map(({ text }) => text ?? '');
    expect(texts.filter((text) => text.includes('R-1111-AAAA'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('R-2222-BBBB'))).toEqual([]);
  });
});

describe('a way in', () => {
  async function aWayIn(until: string): Promise<JournalEvent<WayInRequested>> {
    const [subject, id] = [randomUUIDv7(), randomUUIDv7()];
    const key = await trial.vault.issue(trial.intake, subject);
    const { type } = eventOfClass(WayInRequested as EventClass<WayInRequested>);
    const sealed = seal(key, id, { email: 'anna@example.org', token: 'the-token' });
    const [submission] = [await trial.submission()];
    return { ...submission, subject, id, type, correlationid: subject, data: { until, language: 'ru', sealed } };
  }

  it('is mailed to the address that was sealed with it, in the language it was asked in', async () => {
    await trial.start({ wayInUrl: 'https://complaints.example.org/way-in' });
    await trial.broker.say(await aWayIn('2126-01-01T00:00:00.000Z'));
    await trial.lettersInBox(1);
    await trial.allSettled();
    const letter = letterOf('way-in');
    expect(letter?.text).toContain('https://complaints.example.org/way-in?language=ru#the-token');
    expect(letter?.subject).not.toContain('the-token');
    expect(letter?.to).toMatchObject({ value: [{ address: 'anna@example.org' }] });
    expect(await trial.ledger('account')).toEqual([]);
    const rows = await trial.database.query('SELECT * FROM notifier.notice, notifier.outbox');
    expect(JSON.stringify(rows)).not.toMatch(/the-token|anna/);
  });

  it('is not mailed once its time is over', async () => {
    await trial.start();
    const late = await aWayIn('2026-01-01T00:00:00.000Z');
    await trial.broker.say(late);
    await eventually('it is suppressed', async () => (await trial.statesOf(late)).includes('way-in suppressed'));
    expect((await trial.ledger()).at(-1)?.reason).toBe('expired');
  });
});

describe('a mail that cannot arrive', () => {
  it('bounced when its address does not exist', async () => {
    await trial.start();
    trial.mails.behaviour = { kind: 'refuse', at: 'RCPT', code: 550, message: '5.1.1 nobody of that name' };
    const submission = await trial.submission();
    await trial.broker.say(submission);
    await trial.allSettled();
    await eventually('it bounced', async () => (await trial.statesOf(submission)).includes('received bounced'));
    expect((await trial.ledger()).at(-1)).toMatchObject({ state: 'bounced', reason: 'recipient-refused-550' });
  });

  it('is suppressed when the words it would carry are gone', async () => {
    await trial.start();
    const life = trial.tell(await trial.submission());
    const wrote = await life.saying(aSpecialistWrote, 'Gone before it was sent.');
    await trial.broker.say(life.submission);
    await trial.lettersInBox(1);
    await trial.intake.query('DELETE FROM vault.complaint_key WHERE complaint_id = $1', [life.submission.subject]);
    await trial.broker.say(wrote);
    await eventually('it is suppressed', async () =>
      (await trial.ledger()).some(({ state, reason }) => state === 'suppressed' && reason === 'redacted'),
    );
    expect(templatesInBox()).toEqual(['received']);
  });
});
