import { describe, expect, it } from '@jest/globals';
import { isMailable, parseSender } from './address.js';

describe('an address that mail can be sent to', () => {
  it.each(['anna@example.org', 'a.b+c@sub.example.org', "o'neil@example.org", 'анна@пример.рф', 'root@localhost'])(
    '%s is one',
    (address) => expect(isMailable(address)).toBe(true),
  );

  it.each([
    '',
    'anna',
    '@example.org',
    'anna@',
    'anna@example.org\r\nBcc: eve@example.org',
    'anna@example.org\nX: y',
    'anna@example.org, eve@example.org',
    'anna@example.org;eve@example.org',
    'Anna <anna@example.org>',
    '<anna@example.org>',
    '"a b"@example.org',
    'anna@exa mple.org',
    'anna\u0000@example.org',
    'anna@b@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('%j is none', (address) => expect(isMailable(address)).toBe(false));
});

describe('a sender', () => {
  it('is a name and an address, or an address alone', () => {
    expect(parseSender('Redress <complaints@redress.example>')).toEqual({
      name: 'Redress',
      address: 'complaints@redress.example',
    });
    expect(parseSender('"Забота" <care@redress.example>')).toEqual({ name: 'Забота', address: 'care@redress.example' });
    expect(parseSender('care@redress.example')).toEqual({ name: 'Redress', address: 'care@redress.example' });
  });

  it.each(['', 'Redress', 'Redress <>', 'Redress <a@b> <c@d>', 'a\r\nb <a@b.example>', 'x <a b@c>'])(
    '%j is none',
    (text) => expect(parseSender(text)).toBeUndefined(),
  );
});
