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
  return applyDecorators(IsInt(options), Min(min, options), Max(max, options));
}
