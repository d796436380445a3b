import { randomUUIDv7 } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
    subject: 'Мы получили вашу жалобу R-7KQ2-M9XD',
    text: 'Здравствуйте!\n.\nстрока после точки\n',
    html: '<p>Здравствуйте!</p>',
    ...about,
  });

  beforeEach(async () => {
    server = new MailServer();
    await server.listen();
    office = new PostOffice({ url: server.url, from, lanes: 4, letterMs: 1_500 });
  });
  afterEach(async () => {
    office.close();
    await server.close();
  });

  it('hands a letter over with both parts and the headers that tell machines what it is', async () => {
    const mail = aMail({ repliesTo: '01930000-0000-7000-8000-000000000001' });
    expect(await office.deliver(mail)).toEqual({ kind: 'sent' });
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
    expect(letter?.headers.get('x-redress-notice')).toBe(mail.noticeId);
    expect(letter?.headers.get('x-redress-template')).toBe('received');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('has a letter that is sent again look the same to a mailbox', async () => {
    const mail = aMail();
    await office.deliver(mail);
    await office.deliver(mail);
    expect(new Set(server.letters.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('lets nothing into the headers but what belongs there', async () => {
    await office.deliver(
      aMail({ subject: 'R-1\r\nBcc: eve@example.org\r\n\r\nbody', template: 'received\r\nX-Evil: 1' }),
    );
    const [letter] = server.letters;
    expect(letter?.headers.has('bcc')).toBe(false);
    expect(letter?.headers.has('x-evil')).toBe(false);
    expect(letter?.text).toContain('Здравствуйте!');
  });

  it('works on several connections at once, and no more than it has lanes', async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => office.deliver(aMail())));
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
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
      { kind: 'refused', reason: 'recipient-refused-451', patience: 'long' },
    ],
    [
      { kind: 'refuse', at: 'RCPT', code: 550 },
      { kind: 'refused', reason: 'recipient-refused-550', patience: 'short' },
    ],
    [
      { kind: 'refuse', at: 'RCPT', code: 550, message: '5.1.1 no such person' },
      { kind: 'refused', reason: 'recipient-refused-550', patience: 'none' },
    ],
    [
      { kind: 'refuse', at: 'DATA', code: 554 },
      { kind: 'refused', reason: 'message-refused-554', patience: 'short' },
    ],
    [{ kind: 'cut-after-data' }, { kind: 'cut' }],
    [{ kind: 'never-answer' }, { kind: 'cut' }],
  ])('tells %j for what it is', async (behaviour, outcome) => {
    server.behaviour = behaviour;
    expect(await office.deliver(aMail())).toEqual(outcome);
  });

  it('does not send a letter twice by itself when the connection ends', async () => {
    server.behaviour = { kind: 'cut-after-data' };
    await Promise.all(Array.from({ length: 8 }, () => office.deliver(aMail())));
    expect([...server.copies().values()]).toEqual(Array(8).fill(1));
  });

  it('tells a server that is away, and goes on when it is back', async () => {
    await office.deliver(aMail());
    await server.close();
    expect(await office.deliver(aMail())).toEqual({ kind: 'unreachable', reason: 'econnrefused' });
    await server.listen();
    expect(await office.deliver(aMail())).toEqual({ kind: 'sent' });
  });

  it('goes on when the server ended an idle connection', async () => {
    await office.deliver(aMail());
    await server.close();
    await server.listen();
    expect(await office.deliver(aMail())).toEqual({ kind: 'sent' });
    expect(server.letters).toHaveLength(2);
  });
});
