import fc from 'fast-check';
import type { Schema } from '../ground/documents.js';
import { hostileValue } from './hostile.js';

/**
 * Marks in what is sent, replaced when it is: the person's own word, ids of complaints and of anything that was seen, names.
 * What is there is not known when calls are made up.
 */
export const marks = {
  canary: '%canary%',
  /** Of the person's own, where it is a customer. */
  own: (nth: number) => `%own:${nth}%`,
  complaint: (nth: number) => `%complaint:${nth}%`,
  seen: (nth: number) => `%seen:${nth}%`,
  reference: (nth: number) => `%reference:${nth}%`,
  staff: (nth: number) => `%staff:${nth}%`,
  customer: (nth: number) => `%customer:${nth}%`,
};

const nth = fc.nat({ max: 400 });
/** An id of something, more often than not of a complaint. */
export const someId: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: nth.map(marks.own) },
  { weight: 3, arbitrary: nth.map(marks.complaint) },
  { weight: 3, arbitrary: nth.map(marks.seen) },
  { weight: 1, arbitrary: fc.uuid() },
);
export const someReference = nth.map(marks.reference);
export const someStaff = nth.map(marks.staff);

const words = fc.constantFrom(
  'My deposit never arrived',
  'Вывод завис',
  'please help',
  'The game froze',
  'ok',
  'refund 10 EUR',
);

const formats: Record<string, fc.Arbitrary<string>> = {
  uuid: someId,
  email: fc.constantFrom('someone@customers.example', 'x@y.zz'),
  'date-time': fc.constantFrom('2026-11-22T10:00:00Z', '1999-01-01T00:00:00+03:00', '2050-12-31T23:59:59.999Z'),
  date: fc.constant('2026-11-22'),
};

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
  } catch {
    return fc.constant('example'); // more than fast-check can make up
  }
}

function text(name: string, { pattern, format, minLength = 0, maxLength = 1_000 }: Schema): fc.Arbitrary<string> {
  if (['specialist', 'to'].includes(name)) return someStaff;
  if (['id', 'of', 'requestId'].includes(name)) return someId;
  if (format && formats[format]) return formats[format];
  if (pattern) return matching(pattern);
  const room = maxLength >= 60;
  return fc
    .tuple(words, fc.boolean())
    .map(([said, isMarked]) =>
      (isMarked && room ? `${said} ${marks.canary}` : said).slice(0, maxLength).padEnd(minLength, '.'),
    );
}

/** Values that a schema allows. */
export function valuesOf(schema: Schema, schemas: Record<string, Schema>, name = '', depth = 0): fc.Arbitrary<unknown> {
  const inner = (one: Schema, called = name) => valuesOf(one, schemas, called, depth + 1);
  if (depth > 8) return fc.constant(null);
  if (schema.$ref) return inner(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const { anyOf, oneOf, ...rest } = schema;
  const either = anyOf ?? oneOf;
  if (either) return fc.oneof(...either.map((one) => inner({ ...rest, ...one })));
  const {
    minimum = 0,
    maximum = 1_000,
    multipleOf: step,
    minItems = 0,
    maxItems = 3,
    properties = {},
    required = [],
  } = schema;
  switch ([schema.type].flat()[0]) {
    case 'string':
      return text(name, schema);
    case 'integer':
      return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
    case 'number':
      return step
        ? fc.integer({ min: Math.ceil(minimum / step), max: 100_000 }).map((steps) => Number((steps * step).toFixed(4)))
        : fc.double({ min: minimum, max: Math.max(minimum, maximum), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(maxItems, 4)),
      });
    default:
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([key, one]) => [
            key,
            name === 'customer' && key === 'id' ? nth.map(marks.customer) : inner(one, key),
          ]),
        ),
        { requiredKeys: required.filter((key) => key in properties) },
      );
  }
}

/** A value in which one thing is not as it should be. */
export function nearly(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const harm = fc.constantFrom('change', 'change', 'drop', 'add', 'empty', 'lengthen', 'poison');
  return fc.tuple(values, harm, nth, hostileValue).map(([value, how, which, other]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
    const names = Object.keys(value);
    const name = names[which % Math.max(1, names.length)] ?? 'text';
    const before = (value as Record<string, unknown>)[name];
    const said = typeof before === 'string' ? before : JSON.stringify(before);
    if (how === 'drop') return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
    const now = {
      change: other,
      add: before,
      empty: ' ',
      lengthen: `${said}${'y'.repeat(20_001)}`,
      poison: `${said}\0\ud800`,
    };
    return { ...value, [name]: now[how], ...(how === 'add' && { [`${name}x`]: other }) };
  });
}
