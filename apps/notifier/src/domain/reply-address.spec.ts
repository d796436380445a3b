import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isMailable } from './address.js';
import { ReplyAddresses, replyKey } from './reply-address.js';

describe('a reply address', () => {
  const replies = new ReplyAddresses(replyKey(randomBytes(32)), 'reply.redress.example');
  const complaintId = randomUUIDv7();
  const [anna, today] = ['anna@example.org', new Date('2026-11-22T19:05:00Z')];
  const address = replies.of(complaintId, anna, today);
  const daysLater = (days: number) => new Date(today.getTime() + days * 24 * 60 * 60 * 1_000);

  it('leads back to its complaint, for the person whose letter it was in', () => {
    expect(replies.read(address, anna, today)).toBe(complaintId);
    expect(replies.read(address, ' Anna@Example.org', daysLater(399))).toBe(complaintId);
    expect(replies.read(address.toUpperCase(), anna, today)).toBe(complaintId);
    expect(replies.read(replies.of('00000000-0000-7000-8000-000000000001', anna, today), anna, today)).toBe(
      '00000000-0000-7000-8000-000000000001',
    );
  });

  it('is one that mail can be sent to, and the same at every repeat of a letter', () => {
    expect(isMailable(address)).toBe(true);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(replies.of(complaintId, anna, today)).toBe(address);
  });

  it('is of no use to anybody else', () => {
    expect(replies.read(address, 'eve@example.org', today)).toBeUndefined();
  });

  it('is of no use once the complaint is long gone', () => {
    expect(replies.read(address, anna, daysLater(401))).toBeUndefined();
  });

  it('cannot be made up or bent to another complaint or day', () => {
    const [local = ''] = address.split('@');
    for (let place = 2; place < local.length; place += 1) {
      if (local[place] === '-') continue;
      const bent = `${local.slice(0, place)}${local[place] === '7' ? '8' : '7'}${local.slice(place + 1)}`;
      expect(replies.read(`${bent}@reply.redress.example`, anna, daysLater(-40_000))).toBeUndefined();
    }
  });

  it('of another deployment, another domain or none at all leads nowhere', () => {
    const other = new ReplyAddresses(replyKey(randomBytes(32)), 'reply.redress.example');
    expect(other.read(address, anna, today)).toBeUndefined();
    for (const odd of [
      '',
      '@',
      'r-@reply.redress.example',
      address.replace('reply.', ''),
      `${address}@x`,
      'x'.repeat(9_999),
    ]) {
      expect(replies.read(odd, anna, today)).toBeUndefined();
    }
  });
});
