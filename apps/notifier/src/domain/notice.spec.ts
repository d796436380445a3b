import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isWanted, ledgerLine, noticeId, noticeTemplates, type OwedNotice } from './notice.js';

describe('a notice', () => {
  const causationId = randomUUIDv7();
  const owed: OwedNotice = {
    complaintId: randomUUIDv7(),
    causationId,
    person: 'customer',
    template: 'received',
    channel: 'email',
  };

  it('has the same id however often its cause is heard', () => {
    expect(noticeId(owed)).toBe(noticeId({ ...owed }));
  });

  it('has a UUIDv7 with the time of its cause', () => {
    expect(noticeId(owed)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(noticeId(owed).slice(0, 13)).toBe(causationId.slice(0, 13));
  });

  it('is another one for another cause, person, template or channel', () => {
    const others = [
      { ...owed, causationId: randomUUIDv7() },
      { ...owed, person: 'ivan' },
      { ...owed, template: 'assigned' as const },
      { ...owed, channel: 'account' as const },
    ];
    expect(new Set([owed, ...others].map(noticeId)).size).toBe(5);
  });

  it('stands in the ledger with what caused it, and a reason only when there is one', () => {
    const at = new Date('2026-11-22T19:05:00Z');
    const notice = { ...owed, noticeId: noticeId(owed) };
    expect(ledgerLine(notice, 'queued', at)).toEqual({
      noticeId: notice.noticeId,
      complaintId: owed.complaintId,
      template: 'received',
      channel: 'email',
      state: 'queued',
      causationid: causationId,
      at: '2026-11-22T19:05:00.000Z',
    });
    expect(ledgerLine(notice, 'suppressed', at, 'no-address')).toMatchObject({ reason: 'no-address' });
  });

  it('may be unwanted when the customer can do without it, never when it is owed', () => {
    const nothing = Object.fromEntries(noticeTemplates.map((template) => [template, false]));
    const unwanted = noticeTemplates.filter((template) => !isWanted(template, nothing));
    expect(unwanted).toEqual(['assigned', 'specialist-wrote', 'reopened', 'survey']);
  });

  it('is wanted unless the customer said otherwise', () => {
    expect(isWanted('survey', {})).toBe(true);
    expect(isWanted('survey', { survey: true, assigned: false })).toBe(true);
    expect(isWanted('survey')).toBe(true);
  });
});
