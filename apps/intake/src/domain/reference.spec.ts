import { describe, expect, it } from '@jest/globals';
import { referencePattern } from '@redress/contracts';
import { drawReference, referenceFrom } from './reference.js';

describe('a reference', () => {
  it('spells forty bits, five to a digit', () => {
    expect(referenceFrom(Buffer.from([0, 0, 0, 0, 0]))).toBe('R-0000-0000');
    expect(referenceFrom(Buffer.from([255, 255, 255, 255, 255]))).toBe('R-ZZZZ-ZZZZ');
    expect(referenceFrom(Buffer.from([0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_01000]))).toBe(
      'R-1234-5678',
    );
  });

  it('is drawn at random and has the form people are told', () => {
    const drawn = Array.from({ length: 2_000 }, drawReference);
    for (const reference of drawn) expect(reference).toMatch(referencePattern);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(new Set(drawn.join('')).size).toBe('R-'.length + 31);
  });
});
