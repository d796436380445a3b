import type { Type } from '@nestjs/common';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, IS_OPTIONAL } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type Schema = ReturnType<typeof targetConstructorToSchema>;

const refPointerPrefix = '#/components/schemas/';

function properties(target: Type): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

function nested(target: Type): Type[] {
  return properties(target).flatMap((property) => {
    const { typeFunction } = defaultMetadataStorage.findTypeMetadata(target, property) ?? {};
    const type = (typeFunction?.() ?? Reflect.getMetadata('design:type', target.prototype, property)) as
      | Type
      | undefined;
    return type && properties(type).length > 0 ? [type] : [];
  });
}

/** These classes and all that they contain. */
export function withNested(classes: Iterable<Type>): Set<Type> {
  const found = new Set<Type>();
  const visit = (target: Type): void => {
    if (found.has(target)) return;
    found.add(target);
    nested(target).forEach(visit);
  };
  for (const target of classes) visit(target);
  return found;
}

/** `@IsOptional()` lets null through too. */
function mayBeNull(target: Type, property: string): boolean {
  const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false);
  return rules.some((rule) => rule.propertyName === property && rule.name === IS_OPTIONAL);
}

/** The JSON Schema of a class with class-validator's decorators; classes in it are referred to by name. */
export function schemaOf(target: Type): Schema {
  const { properties: own = {}, ...rest } = targetConstructorToSchema(target, {
    refPointerPrefix,
    classTransformerMetadataStorage: defaultMetadataStorage,
  });
  const withNull = Object.entries(own).map(([name, schema]) =>
    mayBeNull(target, name) ? [name, { anyOf: [schema, { type: 'null' }] }] : [name, schema],
  );
  return { ...rest, properties: Object.fromEntries(withNull) as Schema['properties'] } as Schema;
}
