import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

const most = 1_000_000_000;
const currencies = Intl.supportedValuesOf('currency');

const hasTwoDecimals = (amount: number): boolean => Number(amount.toFixed(2)) === amount;

/** An amount of money in units of its currency: a number above 0, at most 1,000,000,000, with two decimals at most. */
export function IsAmount(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'number' && value > 0 && value <= most && hasTwoDecimals(value);
  const defaultMessage = () => `must be a number above 0, at most ${most}, with two decimals at most`;
  return applyDecorators(
    ValidateBy({ name: 'isAmount', validator: { validate, defaultMessage } }),
    JSONSchema({
      type: 'number',
      description: 'In units of the currency, with two decimals at most',
      minimum: 0.01,
      maximum: most,
      multipleOf: 0.01,
    }) as PropertyDecorator,
  );
}

/** An ISO 4217 code, in capital letters. */
export function IsCurrency(): PropertyDecorator {
  const validate = (value: unknown): boolean => currencies.some((currency) => currency === value);
  const defaultMessage = () => 'must be an ISO 4217 code such as EUR or RUB';
  return applyDecorators(
    ValidateBy({ name: 'isCurrency', validator: { validate, defaultMessage } }),
    JSONSchema({ type: 'string', description: 'ISO 4217', enum: currencies }) as PropertyDecorator,
  );
}
