import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { ComplaintCategorised } from './complaint-categorised/complaint-categorised.v1.js';
import { Envelope } from './envelope.js';
import { type EventClass, eventOfType, events } from './events.js';
import { readExamples } from './examples.js';
import { validateData, validateEnvelope } from './validators.js';

type Json = Record<string, unknown>;

const examples = readExamples(import.meta.dirname).map(({ text }) => JSON.parse(text) as Json);

/** What class-validator itself says; only that it takes a list for a span is not followed. */
function fits(contract: EventClass, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (contract === ComplaintCategorised && 'spans' in value && [value.spans].flat().some(Array.isArray)) return false;
  return validateSync(plainToInstance(contract, value), { forbidUnknownValues: true }).length === 0;
}

const nearly = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  'x'.repeat(100),
  'x'.repeat(101),
  '😀'.repeat(100),
  '0192f3b0-4a10-7c21-8d5e-6a1f0b9c2d01',
  '0192F3B0-4A10-7C21-8D5E-6A1F0B9C2D01',
  '0192f3b0-4a10-7c21-8d5e-6a1f0b9c2d0',
  '00000000-0000-0000-0000-000000000000',
  '2026-01-05T09:00:00.000Z',
  '2026-02-30T09:00:00.000Z',
  '2026-01-05',
  '2026-01-05T09:00:00+03:00',
  'R-0000-AAAA\n',
  'ru',
  'ru\n',
  0,
  1,
  -1,
  0.5,
  1e21,
  Number.POSITIVE_INFINITY,
  true,
  [],
  [[]],
  [null],
  {},
  [{}],
  ['other', 'other'],
  [{ start: 0, end: 1, weight: 1 }],
  [{ start: 0, end: 1.5, weight: 1 }],
  [{ start: -1, end: 1, weight: '1' }],
  Array(21).fill('other'),
  Array(21).fill('claimed'),
);
const value = fc.oneof({ weight: 3, arbitrary: nearly }, { weight: 1, arbitrary: fc.jsonValue() });

/** An example with some of its properties replaced or left out. */
function spoiled(example: Json): fc.Arbitrary<Json> {
  const keys = Object.keys(example);
  return fc
    .dictionary(fc.constantFrom(...keys), value, { maxKeys: 2 })
    .map((changes) => JSON.parse(JSON.stringify({ ...example, ...changes }, infinityAsText), textAsInfinity) as Json);
}

/** `1e999` is valid JSON and reads as Infinity. */
const infinityAsText = (_: string, one: unknown) => (one === Number.POSITIVE_INFINITY ? '∞' : one);
const textAsInfinity = (_: string, one: unknown) => (one === '∞' ? Number.POSITIVE_INFINITY : one);

describe('the compiled validators', () => {
  it.each(events)('judge the data of $type as class-validator does', ({ type, data }) => {
    const known = examples.filter((example) => example.type === type).map((example) => example.data as Json);
    const anything = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...known).chain(spoiled) },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    fc.assert(
      fc.property(anything, (candidate) => {
        expect(validateData(type, candidate) === undefined).toBe(fits(data, candidate));
      }),
      { numRuns: 500 },
    );
  });

  it('judge the envelope as class-validator does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples).chain(spoiled), (candidate) => {
        expect(validateEnvelope(candidate) === undefined).toBe(fits(Envelope, candidate));
      }),
      { numRuns: 500 },
    );
  });

  it('find something wrong with the data of a type nobody knows', () => {
    expect(eventOfType('redress.complaint-sung.v1')).toBeUndefined();
    expect(validateData('redress.complaint-sung.v1', {})).toBe('type (unknown)');
  });
});
