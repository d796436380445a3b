import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/**
 * A person's words: trimmed, then `min` to `max` UTF-16 units, without NUL (PostgreSQL stores none) and lone surrogates
 * (UTF-8 has none).
 */
export function IsText(max: number, min = 1): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => trimmed(value)),
    ValidateBy({
      name: 'isText',
      constraints: [max, min],
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && value.length >= min && value.length <= max && !/[\0\p{Surrogate}]/u.test(value),
        defaultMessage: () => `must be text of ${min} to ${max} characters, without NUL and lone surrogates`,
      },
    }),
    JSONSchema({ type: 'string', minLength: min, maxLength: max }) as PropertyDecorator,
  );
}
