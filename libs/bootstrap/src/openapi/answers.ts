import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ProblemCode } from '../edge/problem.js';

export const refusesKey = 'redress:refuses';
export const answersKey = 'redress:answers';

/** Adds to the list that other decorators of the method made. */
function addTo(key: string, entry: Type): MethodDecorator {
  return (_target, _method, descriptor) => {
    const handler = descriptor.value as object;
    Reflect.defineMetadata(key, [...((Reflect.getMetadata(key, handler) ?? []) as Type[]), entry], handler);
  };
}

/** Documents one answer of a route; `[Class]` is a list of them, `undefined` an answer without a body. */
export function Answers(status: number, type: Type | [Type] | undefined, description: string): MethodDecorator {
  if (!type) return ApiResponse({ status, description });
  return applyDecorators(ApiResponse({ status, description, type }), addTo(answersKey, [type].flat()[0] as Type));
}

/** Documents refusals beyond those that any route of its kind has (400, 401, 403, 404, 413, 503). */
export const Refuses = (...codes: ProblemCode[]): MethodDecorator => SetMetadata(refusesKey, codes);
