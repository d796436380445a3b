import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.js';

describe('what becomes of a category', () => {
  it.each([
    [1, 'auto'],
    [0.5, 'auto'],
    [0.499, 'suggest'],
    [0.25, 'suggest'],
    [0.249, 'triage'],
    [0, 'triage'],
  ])('that the words speak for with confidence %d: %s', (confidence, decision) => {
    expect(decide(confidence, 'deposits', undefined)).toBe(decision);
  });

  it.each([
    [0.5, 'auto'],
    [0.25, 'auto'],
    [0.249, 'suggest'],
    [0, 'suggest'],
  ])('and the customer picked the same, with confidence %d: %s', (confidence, decision) => {
    expect(decide(confidence, 'deposits', 'deposits')).toBe(decision);
  });

  it.each([
    [1, 'suggest'],
    [0.25, 'suggest'],
    [0.249, 'triage'],
  ])('and the customer picked another, with confidence %d: %s', (confidence, decision) => {
    expect(decide(confidence, 'deposits', 'bonuses')).toBe(decision);
  });
});
