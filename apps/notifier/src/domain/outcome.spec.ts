import { describe, expect, it } from '@jest/globals';
import { judge } from './outcome.js';

describe('a failed dialogue with the mail server', () => {
  it('leaves a letter uncertain only when its last byte had left and no answer came', () => {
    expect(judge({ code: 'ECONNECTION', handedOver: true })).toEqual({ kind: 'cut' });
    expect(judge({ code: 'ETIMEDOUT', handedOver: true })).toEqual({ kind: 'cut' });
    expect(judge({ code: 'ECONNREFUSED', handedOver: false })).toEqual({ kind: 'unreachable', reason: 'econnrefused' });
    expect(judge({ responseCode: 451, command: 'DATA', handedOver: true })).toMatchObject({ kind: 'refused' });
  });

  it.each([
    [{ responseCode: 554, command: 'CONN' }, 'connection-refused-554'],
    [{ responseCode: 535, command: 'AUTH PLAIN' }, 'connection-refused-535'],
    [{ responseCode: 550, command: 'MAIL FROM' }, 'sender-refused-550'],
    [{ responseCode: 421, command: 'RCPT TO' }, 'recipient-refused-421'],
  ])('before it is about this letter, concerns all letters: %j', (dialogue, reason) => {
    expect(judge({ ...dialogue, handedOver: false })).toEqual({ kind: 'unreachable', reason });
  });

  it('is final at once only for an address that does not exist', () => {
    const refused = { responseCode: 550, command: 'RCPT TO', handedOver: false };
    expect(judge({ ...refused, response: '550 5.1.1 <anna@example.org> unknown' })).toEqual({
      kind: 'refused',
      reason: 'recipient-refused-550',
      patience: 'none',
      bounces: true,
    });
    expect(judge({ ...refused, response: '550 5.7.1 not today' })).toMatchObject({ patience: 'short', bounces: true });
    expect(judge({ ...refused, response: '550 no such user' })).toMatchObject({ patience: 'short' });
    expect(judge({ ...refused, responseCode: 451, response: '451 4.7.1 greylisted' })).toMatchObject({
      patience: 'long',
      bounces: false,
    });
    expect(judge({ ...refused, command: 'DATA', responseCode: 554 })).toMatchObject({
      reason: 'message-refused-554',
      bounces: false,
    });
  });

  it("never hands on the server's words", () => {
    const outcome = judge({
      responseCode: 550,
      response: '550 5.1.1 anna@example.org',
      command: 'RCPT TO',
      handedOver: false,
    });
    expect(JSON.stringify(outcome)).not.toContain('anna');
  });
});
