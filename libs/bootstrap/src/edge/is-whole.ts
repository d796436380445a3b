import { applyDecorators } from '@nestjs/common';
import { IsInt, Max, Min } from 'class-validator';

interface WholeOptions {
  /** Of what, as the message says it: "of days". */
  of?: string;
  each?: boolean;
}

/** A whole number within bounds. Whatever is wrong with it, one message names both: the first rule that fails says too little. */
export function IsWhole(min: number, max: number, { of, each = false }: WholeOptions = {}): PropertyDecorator {
  const rule = `must ${each ? 'each ' : ''}be a whole number${of ? ` ${of}` : ''}, ${min} to ${max}`;
  const options = { message: rule, each };
  // In the order in which stacked decorators apply: what is described last, and so counts, is that it is whole.
  return applyDecorators(Max(max, options), Min(min, options), IsInt(options));
}
