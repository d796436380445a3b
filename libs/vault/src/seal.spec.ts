import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeKey } from './complaint-key.js';
import { seal, unseal } from './seal.js';

const complaintId = '0190b2a8-7b1e-7c3a-9b55-0123456789ab';
const eventId = '0190b2a8-7b1e-7c3a-9b55-0123456789ac';
const words = () => fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));

describe('sealed words', () => {
  it('open again, whatever they are', () => {
    const key = makeKey(complaintId);
    fc.assert(
      fc.property(words(), fc.uuid(), (said, id) => {
        expect({ ...unseal<object>(key, id, seal(key, id, said)) }).toEqual({ ...said });
      }),
    );
  });

  it('are no text anybody could read, and never the same twice', () => {
    const key = makeKey(complaintId);
    const sealed = [1, 2].map(() => seal(key, eventId, { text: 'withdrawal' }));
    expect(sealed[0]).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(sealed[0]?.slice(3) ?? '', 'base64url').includes('withdrawal')).toBe(false);
    expect(sealed[0]).not.toBe(sealed[1]);
  });

  it('do not open for another event', () => {
    const key = makeKey(complaintId);
    const other = '0190b2a8-7b1e-7c3a-9b55-0123456789ad';
    expect(() => unseal(key, other, seal(key, eventId, {}))).toThrow(expect.objectContaining({ code: 'tampered' }));
  });

  it("do not open under another complaint's key", () => {
    const sealed = seal(makeKey(complaintId), eventId, {});
    expect(() => unseal(makeKey(complaintId), eventId, sealed)).toThrow(expect.objectContaining({ code: 'tampered' }));
  });

  it('do not open when one bit of them changed', () => {
    const key = makeKey(complaintId);
    const box = Buffer.from(seal(key, eventId, { text: 'some words' }).slice(3), 'base64url');
    fc.assert(
      fc.property(fc.nat(box.length * 8 - 1), (bit) => {
        const spoiled = Buffer.from(box);
        spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const sealed = `v1.${spoiled.toString('base64url')}`;
        expect(() => unseal(key, eventId, sealed)).toThrow(expect.objectContaining({ code: 'tampered' }));
      }),
    );
  });

  it('are refused without being quoted when they are cut off, of another version or no seal at all', () => {
    const key = { complaintId, key: randomBytes(32) };
    const code = (sealed: string) => {
      try {
        unseal(key, eventId, sealed);
      } catch (error) {
        expect((error as Error).message).not.toContain('secret');
        return (error as { code: string }).code;
      }
    };
    expect(['v1.', 'v1.secret', 'v2.secret', 'secret', ''].map(code)).toEqual([
      'tampered',
      'tampered',
      'malformed',
      'malformed',
      'malformed',
    ]);
  });
});
