import { type ArgumentMetadata, Injectable, type Type, ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, type ValidatorOptions, validateSync } from 'class-validator';
import { Problem, type ProblemError } from './problem.js';

const mostErrors = 50;

const strictly: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};

function flatten(errors: ValidationError[], prefix = ''): ProblemError[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = prefix && property ? `${prefix}.${property}` : prefix || property;
    // Two rules about one thing may say the same.
    const own = [...new Set(Object.values(constraints))].map((message) => ({
      path: path.slice(0, 200),
      message: message.slice(0, 300),
    }));
    return [...own, ...flatten(children, path)];
  });
}

/** class-validator's rule for e-mail addresses throws at a lone surrogate, which no text of ours may hold. */
const noText: ProblemError = { path: '', message: 'must not hold lone surrogates' };

const noObject: ProblemError = { path: '', message: 'must be a JSON object' };
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What came in by another way than HTTP, checked as a body is: the input when it is right, else everything that is wrong. */
export function checkInput<Input extends object>(
  type: Type<Input>,
  value: unknown,
): { input: Input } | { errors: ProblemError[] } {
  if (!isObject(value)) return { errors: [noObject] };
  const input = plainToInstance(type, value);
  try {
    const errors = flatten(validateSync(input, strictly)).slice(0, mostErrors);
    return errors.length > 0 ? { errors } : { input };
  } catch (error) {
    if (error instanceof URIError) return { errors: [noText] };
    throw error;
  }
}

/** Checks bodies and queries against their classes: nothing unknown, nothing converted that the class does not ask for. */
@Injectable()
export class ValidInput extends ValidationPipe {
  constructor() {
    super({
      ...strictly,
      transform: true,
      exceptionFactory: (errors) =>
        Problem.invalid('Correct what the errors name and send it again.', flatten(errors).slice(0, mostErrors)),
    });
  }

  protected override async validate(object: object, options?: ValidatorOptions): Promise<ValidationError[]> {
    try {
      return await super.validate(object, options);
    } catch (error) {
      if (error instanceof URIError) throw Problem.invalid('Correct what the errors name and send it again.', [noText]);
      throw error;
    }
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && this.toValidate(metadata) && value !== undefined && !isObject(value)) {
      throw Problem.invalid('Send a JSON object as the body.', [noObject]);
    }
    return super.transform(value, metadata);
  }
}
