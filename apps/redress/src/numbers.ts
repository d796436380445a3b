import { InvalidArgumentError } from 'commander';

/** Reads an option that is a time in seconds, 0 or more. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It must be seconds, 0 or more.');
  return value;
}

/** Reads an option that is a whole number, of any sign. */
export function wholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Reads an option that is an amount of money, 0 or more. */
export function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('It must be a number, 0 or more, such as 99.50.');
  return value;
}
