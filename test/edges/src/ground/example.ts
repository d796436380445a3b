import type { Schema } from './documents.js';

/** Finds the value of a property by its name: an id of something that is there. */
export type Known = (property: string) => unknown;

const formats: Record<string, string> = {
  email: 'somebody@customers.example',
  uuid: '019ab000-0000-7000-8000-000000000000',
  'date-time': '2026-11-22T10:00:00Z',
  date: '2026-11-22',
};
/** Texts that most patterns of ours take. */
const texts = ['example', 'en', '10:00', 'R-0000-0000', 'PT4H', '2026-11-22T10:00:00Z', 'EUR', '1', '10.00'];

function exampleText({ pattern, format, minLength = 1 }: Schema): string {
  if (pattern) return texts.find((text) => new RegExp(pattern, 'u').test(text)) ?? 'example';
  return formats[format ?? ''] ?? 'example'.padEnd(minLength, '.');
}

/** One right value of a schema, with everything that it must have and may have. */
export function exampleOf(schema: Schema, schemas: Record<string, Schema>, known: Known = () => undefined): unknown {
  const named = schema.$ref ? schemas[schema.$ref.split('/').at(-1) ?? ''] : undefined;
  const {
    const: only,
    enum: some,
    anyOf,
    oneOf,
    properties = {},
    items,
    minItems = 1,
    minimum = 1,
    type,
  } = named ?? schema;
  if (only !== undefined) return only;
  if (some) return some[0];
  const either = anyOf?.[0] ?? oneOf?.at(-1);
  if (either) return exampleOf(either, schemas, known);
  const kind = [type].flat()[0];
  if (kind === 'array') return Array.from({ length: minItems }, () => exampleOf(items ?? {}, schemas, known));
  if (kind === 'integer' || kind === 'number') return Math.max(minimum, 1);
  if (kind === 'boolean') return false;
  if (kind === 'string') return exampleText(named ?? schema);
  const entries = Object.entries(properties).map(([name, inner]) => [
    name,
    known(name) ?? exampleOf(inner, schemas, known),
  ]);
  return Object.fromEntries(entries) as object;
}
