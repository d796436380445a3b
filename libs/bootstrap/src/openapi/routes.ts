import type { INestApplication, Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { ProblemCode } from '../edge/problem.js';
import { type OwnRule, rateLimitKey } from '../edge/rate-limit.js';
import { lineKey } from '../edge/takes-lines.js';
import { type Access, accessKey } from '../sign-in/roles.js';
import { answersKey, refusesKey } from './answers.js';

/** What the code says of one route beyond its address. */
export interface Route {
  access: Access | undefined;
  refuses: ProblemCode[];
  ownLimit: OwnRule;
  answers: Type[];
  body: Type | undefined;
  query: Type | undefined;
}

type Arguments = Record<string, { index: number; data?: unknown }>;

/** The class of the whole body or the whole query, when the method takes it as one. */
function argument(controller: Type, method: string, kind: RouteParamtypes): Type | undefined {
  const all = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Arguments;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype, method) ?? []) as Type[];
  const entry = Object.entries(all).find(([key, { data }]) => key.startsWith(`${kind}:`) && data === undefined);
  const type = entry && types[entry[1].index];
  return type === Object || type === Array ? undefined : type;
}

function read(controller: Type, method: string): Route {
  const handler = (controller.prototype as Record<string, object>)[method] as object;
  const said = (key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  return {
    access: said(accessKey) as Access | undefined,
    ownLimit: said(rateLimitKey) as OwnRule,
    refuses: (Reflect.getMetadata(refusesKey, handler) ?? []) as ProblemCode[],
    answers: (Reflect.getMetadata(answersKey, handler) ?? []) as Type[],
    body: (Reflect.getMetadata(lineKey, handler) ?? argument(controller, method, RouteParamtypes.BODY)) as
      | Type
      | undefined,
    query: argument(controller, method, RouteParamtypes.QUERY),
  };
}

/** Every method of every controller, under `<Controller>.<method>`. */
export function findRoutes(app: INestApplication): Map<string, Route> {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  const scanner = new MetadataScanner();
  return new Map(
    controllers.flatMap((controller) =>
      scanner
        .getAllMethodNames(controller.prototype as object)
        .map((method) => [`${controller.name}.${method}`, read(controller, method)] as const),
    ),
  );
}
