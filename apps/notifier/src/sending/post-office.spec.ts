import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@redress/testing';
import type { Outcome } from '../domain/outcome.js';
import { type Behaviour, MailServer } from './mail-server.for-spec.js';
import { type Mail, PostOffice } from './post-office.js';

describe('the post office', () => {
  let server: MailServer;
  let office: PostOffice;
  const from = { name: 'Redress', address: 'complaints@redress.example' };
  const aMail = (about: Partial<Mail> = {}): Mail => ({
    noticeId: randomUUIDv7(),
    template: 'received',
    language: 'ru',
    to: 'anna@example.org',
    replyTo: 'r-1@reply.redress.example',
    subject: 'Мы получили вашу жалобу R-7KQ2-M9XD',
    text: 'Здравствуйте!\n.\nстрока после точки\n',
    html: '<p>Здравствуйте!</p>',
    ...about,
  });

  /** What came of it, when it is settled. */
  const deliver = async (mail: Mail): Promise<Outcome | undefined> => {
    let outcome: Outcome | undefined;
    await office.deliver(mail, async (what) => {
      outcome = what;
    });
    return outcome;
  };

  beforeEach(async () => {
    server = new MailServer();
    await server.listen();
    office = new PostOffice({ url: server.url, from, connections: 4, handovers: 4 });
  });
  afterEach(async () => {
    office.close();
    await server.close();
  });

  it('hands a letter over with both parts and the headers that tell machines what it is', async () => {
    const mail = aMail({ repliesTo: '01930000-0000-7000-8000-000000000001' });
    expect(await deliver(mail)).toEqual({ kind: 'sent' });
    const [letter] = server.letters;
    expect(letter).toMatchObject({
      subject: mail.subject,
      html: mail.html,
      messageId: `<${mail.noticeId}@redress.example>`,
      inReplyTo: '<01930000-0000-7000-8000-000000000001@redress.example>',
      references: '<01930000-0000-7000-8000-000000000001@redress.example>',
    });
    expect(letter?.text?.trim()).toBe(mail.text.trim());
    expect(letter?.from?.text).toBe('"Redress" <complaints@redress.example>');
    expect(letter?.replyTo?.value[0]?.address).toBe(mail.replyTo);
    expect(letter?.headers.get('x-redress-notice')).toBe(mail.noticeId);
    expect(letter?.headers.get('x-redress-template')).toBe('received');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('has a letter that is sent again look the same to a mailbox', async () => {
    const mail = aMail();
    await deliver(mail);
    await deliver(mail);
    expect(new Set(server.letters.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('lets nothing into the headers but what belongs there', async () => {
    await deliver(aMail({ subject: 'R-1\r\nBcc: eve@example.org\r\n\r\nbody', template: 'received\r\nX-Evil: 1' }));
    const [letter] = server.letters;
    expect(letter?.headers.has('bcc')).toBe(false);
    expect(letter?.headers.has('x-evil')).toBe(false);
    expect(letter?.text).toContain('Здравствуйте!');
  });

  it('works on several connections at once, and no more than it may', async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => deliver(aMail())));
    expect(outcomes.every((outcome) => outcome?.kind === 'sent')).toBe(true);
    expect(server.copies().size).toBe(40);
    expect(server.mostAtOnce).toBeGreaterThan(1);
    expect(server.mostAtOnce).toBeLessThanOrEqual(4);
  });

  it.each<[Behaviour, object]>([
    [
      { kind: 'refuse', at: 'CONN', code: 554 },
      { kind: 'unreachable', reason: 'connection-refused-554' },
    ],
    [
      { kind: 'refuse', at: 'MAIL', code: 451 },
      { kind: 'unreachable', reason: 'sender-refused-451' },
    ],
    [
      { kind: 'refuse', at: 'RCPT', code: 451 },
      { kind: 'refused', reason: 'recipient-refused-451', patience: 'long', bounces: false },
    ],
    [
      { kind: 'refuse', at: 'RCPT', code: 550 },
      { kind: 'refused', reason: 'recipient-refused-550', patience: 'short', bounces: true },
    ],
    [
      { kind: 'refuse', at: 'RCPT', code: 550, message: '5.1.1 no such person' },
      { kind: 'refused', reason: 'recipient-refused-550', patience: 'none', bounces: true },
    ],
    [
      { kind: 'refuse', at: 'DATA', code: 554 },
      { kind: 'refused', reason: 'message-refused-554', patience: 'short', bounces: false },
    ],
    [{ kind: 'cut-after-data' }, { kind: 'cut' }],
  ])('tells %j for what it is', async (behaviour, outcome) => {
    server.behaviour = behaviour;
    expect(await deliver(aMail())).toEqual(outcome);
  });

  it('waits for no answer longer than a letter may take', async () => {
    office.close();
    office = new PostOffice({ url: server.url, from, connections: 4, handovers: 4, letterMs: 3_000 });
    server.behaviour = { kind: 'never-answer' };
    expect(await deliver(aMail())).toEqual({ kind: 'cut' });
  });

  it('does not send a letter twice by itself when the connection ends', async () => {
    server.behaviour = { kind: 'cut-after-data' };
    await Promise.all(Array.from({ length: 8 }, () => deliver(aMail())));
    expect([...server.copies().values()]).toEqual(Array(8).fill(1));
  });

  it('lets no second letter end before the outcome of the first is settled', async () => {
    const careful = new PostOffice({ url: server.url, from, connections: 4, handovers: 1 });
    const unsettled: (() => void)[] = [];
    const deliveries = Array.from({ length: 4 }, () =>
      careful.deliver(aMail(), () => new Promise<void>((resolve) => unsettled.push(resolve))),
    );
    for (let letters = 1; letters <= 4; letters += 1) {
      await eventually(`letter ${letters}`, () => unsettled.length === letters);
      expect(server.letters).toHaveLength(letters);
      unsettled.at(-1)?.();
    }
    await Promise.all(deliveries);
    careful.close();
  });

  it('does not keep the others waiting for a letter whose connection ended', async () => {
    const careful = new PostOffice({ url: server.url, from, connections: 4, handovers: 1, letterMs: 3_000 });
    server.behaviour = { kind: 'never-answer' };
    const outcomes: Outcome[] = [];
    const settle = async (outcome: Outcome): Promise<void> => {
      outcomes.push(outcome);
      if (outcome.kind === 'cut') await eventually('the others ended', () => outcomes.length === 4);
    };
    await Promise.all(Array.from({ length: 4 }, () => careful.deliver(aMail(), settle)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['cut', 'unreachable', 'unreachable', 'unreachable']);
    server.behaviour = { kind: 'take' };
    await careful.deliver(aMail(), settle);
    expect(outcomes.at(-1)).toEqual({ kind: 'sent' });
    careful.close();
  });

  it('tells a server that is away, and goes on when it is back', async () => {
    await deliver(aMail());
    await server.close();
    expect(await deliver(aMail())).toEqual({ kind: 'unreachable', reason: 'econnrefused' });
    await server.listen();
    expect(await deliver(aMail())).toEqual({ kind: 'sent' });
  });

  it('goes on when the server ended an idle connection', async () => {
    await deliver(aMail());
    await server.close();
    await server.listen();
    expect(await deliver(aMail())).toEqual({ kind: 'sent' });
    expect(server.letters).toHaveLength(2);
  });
});
