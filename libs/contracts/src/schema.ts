import { plainToInstance } from 'class-transformer';
import { IS_ISO8601, MAX, MIN, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { Envelope } from './envelope.js';
import type { EventClass, EventEntry } from './events.js';

/** A JSON Schema, as far as this library makes them: inline, without references. */
export type JsonSchema = ReturnType<typeof targetConstructorToSchema>;

/** What a property marked with `@Type` is made of: class-transformer keeps it to itself, but makes instances of it. */
function classOfNested(owner: EventClass, property: string): EventClass {
  const made = plainToInstance(owner, { [property]: {} }) as Record<string, object>;
  return made[property]?.constructor as EventClass;
}

type Converters = NonNullable<Parameters<typeof targetConstructorToSchema>[1]>['additionalConverters'];

const converters: Converters = {
  [IS_ISO8601]: { type: 'string', format: 'date-time' },
  // Without a type of their own they leave `integer` beside them alone.
  [MIN]: ({ constraints }) => ({ minimum: constraints[0] }),
  [MAX]: ({ constraints }) => ({ maximum: constraints[0] }),
  [ValidationTypes.NESTED_VALIDATION]: ({ target, propertyName }) =>
    schemaOf(classOfNested(target as EventClass, propertyName)),
};

/** The JSON Schema of a contract, made from its class-validator decorators. Optional properties may be null. */
export function schemaOf(contract: EventClass): JsonSchema {
  const schema = targetConstructorToSchema(contract, { additionalConverters: converters });
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    schema.required?.includes(name) ? property : { anyOf: [property, { type: 'null' }] },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The JSON Schema of a whole event as it lies on the journal, for readers outside of this repository. */
export function eventSchema({ name, version, type, data, saidBy, meaning }: EventEntry): JsonSchema {
  const envelope = schemaOf(Envelope);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:redress:${name}:v${version}`,
    title: type,
    description: meaning,
    type: 'object',
    properties: { ...envelope.properties, source: { const: saidBy }, type: { const: type }, data: schemaOf(data) },
    required: [...(envelope.required ?? []), 'data'],
  } as JsonSchema;
}
