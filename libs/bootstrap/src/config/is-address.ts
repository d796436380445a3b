import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A whole address of one of these protocols (`postgres:`, `https:`), with a host. */
export function IsAddress(protocols: string[], options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAddress',
      constraints: protocols,
      validator: {
        validate: (value: unknown) => {
          if (typeof value !== 'string') return false;
          const address = URL.parse(value);
          return address !== null && protocols.includes(address.protocol) && address.host !== '';
        },
        defaultMessage: () => `it is an address of ${protocols.join(' or ')}`,
      },
    },
    options,
  );
}
