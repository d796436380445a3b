import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fingerprint } from './fingerprint.js';

const same = (a: unknown, b: unknown) => fingerprint(a).equals(fingerprint(b));

describe('the fingerprint of a body', () => {
  it('does not depend on the order of keys', () => {
    expect(same({ text: 'a', contact: { email: 'e', x: 1 } }, { contact: { x: 1, email: 'e' }, text: 'a' })).toBe(true);
  });

  it.each([
    [{ text: 'a' }, { text: 'a ' }],
    [{ text: '1' }, { text: 1 }],
    [{ text: 'a' }, { text: 'a', subject: '' }],
    [{ a: ['b', 'c'] }, { a: ['c', 'b'] }],
  ])('tells %j from %j', (one, other) => {
    expect(same(one, other)).toBe(false);
  });

  it('is the same for the same JSON however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(same(JSON.parse(text), JSON.parse(` ${text}\n`))).toBe(true);
      }),
    );
  });
});
