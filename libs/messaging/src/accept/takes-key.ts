import { ApiHeader } from '@nestjs/swagger';
import { limits } from '@redress/contracts';

/** Documents that a route takes an `Idempotency-Key`; it reads it with `@Headers('idempotency-key')` and refuses `key-reused`. */
export const TakesKey = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'idempotency-key',
    required: false,
    description:
      'The same request under the same key is done once, and answered as it was the first time. Kept for eight days.',
    schema: { type: 'string', minLength: 1, maxLength: limits.idempotencyKey },
  });
