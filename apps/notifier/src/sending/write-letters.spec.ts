import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type SealedWords, VaultError, type VaultReader } from '@redress/vault';
import { ReplyAddresses, replyKey } from '../domain/reply-address.js';
import { loadLetters } from '../letters/load-letters.js';
import { ownTemplates } from '../notifier.config.js';
import { aTakenNotice } from './taken-notice.for-spec.js';
import { WriteLetters } from './write-letters.js';

const contact = { customerId: 'anna', email: 'anna@example.org', token: 'a token' };

/** Writes with a vault that opens everything, unless told otherwise. */
function writing(open: (asked: SealedWords[]) => object[] = (asked) => asked.map(() => contact)): WriteLetters {
  const vault = { open: async (asked: SealedWords[]) => open(asked) } as unknown as VaultReader;
  const replies = new ReplyAddresses(replyKey(randomBytes(32)), 'redress.example');
  return new WriteLetters(vault, replies, loadLetters(ownTemplates), { timeZone: 'Europe/Moscow', sender: 'Redress' });
}

const aLetter = (until = '2126-01-01T00:00:00.000Z') =>
  aTakenNotice({ template: 'way-in', sealed: 'v1.sealed', told: { until, language: 'en' } });

describe('letters that are written together', () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(true));

  it('leave without the one that cannot be written, which the ledger is told of', async () => {
    const facts = aTakenNotice({ template: 'received', sealed: 'v1.sealed' });
    const written = await writing().write([aLetter(), facts, aLetter('no moment at all'), aLetter()]);
    expect(written.map((one) => ('mail' in one ? one.mail.to : one.outcome))).toEqual([
      contact.email,
      { kind: 'unwritable', reason: 'letter-unknownfact' },
      { kind: 'unwritable', reason: 'letter-rangeerror' },
      contact.email,
    ]);
  });

  it('leave without the one whose words do not open', async () => {
    const tampered = aTakenNotice({ ...aLetter(), sealed: 'v1.tampered' });
    const written = await writing((asked) =>
      asked.map(({ sealed }) => {
        if (sealed === tampered.sealed) throw new VaultError('tampered', 'it does not open');
        return contact;
      }),
    ).write([aLetter(), tampered]);
    expect(written.map((one) => ('mail' in one ? one.mail.to : one.outcome))).toEqual([
      contact.email,
      { kind: 'unwritable', reason: 'vault-tampered' },
    ]);
  });

  it('all wait while the vault cannot be asked', async () => {
    const away = writing(() => {
      throw new Error('timeout exceeded when trying to connect');
    });
    const written = await away.write([aLetter(), aLetter()]);
    expect(written.map((one) => 'outcome' in one && one.outcome)).toEqual(
      Array(2).fill({ kind: 'unreachable', reason: 'vault-away' }),
    );
  });
});
