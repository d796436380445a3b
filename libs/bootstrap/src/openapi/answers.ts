import { SetMetadata, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ProblemCode } from '../edge/problem.js';

export const refusesKey = 'redress:refuses';

/** Documents one answer of a route; `[Class]` is a list of them. */
export function Answers(status: number, type: Type | [Type], description: string): MethodDecorator {
  return ApiResponse({ status, type, description });
}

/** Documents refusals beyond those every route of its kind has (400, 401, 403, 404, 413, 503). */
export const Refuses = (...codes: ProblemCode[]): MethodDecorator => SetMetadata(refusesKey, codes);
