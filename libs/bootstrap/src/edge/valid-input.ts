import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Problem, type ProblemError } from './problem.js';

const mostErrors = 50;

function flatten(errors: ValidationError[], prefix = ''): ProblemError[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = prefix && property ? `${prefix}.${property}` : prefix || property;
    const own = Object.values(constraints).map((message) => ({
      path: path.slice(0, 200),
      message: message.slice(0, 300),
    }));
    return [...own, ...flatten(children, path)];
  });
}

/** Checks bodies and queries against their classes: nothing unknown, nothing converted that the class does not ask for. */
@Injectable()
export class ValidInput extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) =>
        Problem.invalid('Correct what the errors name and send it again.', flatten(errors).slice(0, mostErrors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isObject = typeof value === 'object' && !Array.isArray(value);
    if (metadata.type === 'body' && this.toValidate(metadata) && value !== undefined && (!isObject || value === null)) {
      throw Problem.invalid('Send a JSON object as the body.', [{ path: '', message: 'must be a JSON object' }]);
    }
    return super.transform(value, metadata);
  }
}
