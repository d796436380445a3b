import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type ProblemCode, statusOf } from '../edge/problem.js';
import { type RateLimitRule, ruleFor } from '../edge/rate-limit.js';
import type { Role } from '../sign-in/roles.js';
import { findRoutes, type Route } from './routes.js';
import { type Schema, schemaOf, withNested } from './schemas.js';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: object;
}

interface Operation {
  operationId: string;
  parameters?: Parameter[];
  security?: object[];
  'x-roles'?: readonly Role[];
  responses: Record<string, object>;
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'errors'],
  properties: {
    type: { type: 'string', description: 'urn:redress:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;

/** The refusals that a route of its kind has, and its own. Nobody's probes go further than their address. */
function refusals(path: string, method: string, route: Route): ProblemCode[] {
  if (route.ownLimit === 'none') return route.refuses;
  return [
    'unavailable',
    'invalid',
    ...(route.access === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(takesBody.has(method) ? (['too-large'] as const) : []),
    ...(path.includes('{') ? (['not-found'] as const) : []),
    ...route.refuses,
  ];
}

/** Read whole before anybody is asked for it. */
const takesBody = new Set(['post', 'put', 'patch']);

const retryAfter = { 'retry-after': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } } };

function problemAnswer(code: ProblemCode, limit?: RateLimitRule): object {
  const schema = { $ref: '#/components/schemas/Problem' };
  const often = limit ? `: allowed ${limit.perMinute} times a minute to one ${limit.per}` : '';
  return {
    description: `urn:redress:${code}${often}`,
    ...([429, 503].includes(statusOf(code)) && { headers: retryAfter }),
    content: { 'application/problem+json': { schema } },
  };
}

function problemAnswers(codes: ProblemCode[], limit: RateLimitRule | undefined): Record<string, object> {
  const answers = codes.map((code) => [String(statusOf(code)), problemAnswer(code)]);
  if (limit) answers.push(['429', problemAnswer('rate-limited', limit)]);
  return Object.fromEntries(answers) as Record<string, object>;
}

/** What comes as text is never null. */
function withoutNull(schema: object): object {
  const { anyOf: [either, or] = [] } = schema as { anyOf?: { type?: string }[] };
  return either && or?.type === 'null' ? either : schema;
}

function queryParameters(query: Type): Parameter[] {
  const { properties = {}, required = [] } = schemaOf(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: withoutNull(schema),
  }));
}

/** Also those that the method does not read; what comes in headers nobody has to send. */
function parameters(path: string, read: Parameter[], query: Type | undefined): Parameter[] {
  const inPath = [...path.matchAll(/{(\w+)}/g)].map(([, name = '']) => name);
  return [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...read.filter((one) => one.in === 'header').map((one) => ({ ...one, required: false })),
    ...read.filter((one) => one.in === 'query'),
    ...(query ? queryParameters(query) : []),
  ];
}

function complete(operation: Operation, method: string, path: string, route: Route): void {
  const isPublic = route.access === 'public';
  operation.security = isPublic ? [] : [{ bearer: [] }];
  if (route.access !== 'public') operation['x-roles'] = route.access ?? [];
  const limit = ruleFor(route.ownLimit, method, isPublic);
  operation.responses = { ...problemAnswers(refusals(path, method, route), limit), ...operation.responses };
  operation.parameters = parameters(path, operation.parameters ?? [], route.query);
}

function schemas(routes: Route[]): Record<string, Schema> {
  const bodies = withNested(routes.flatMap(({ body }) => body ?? []));
  const answers = withNested(routes.flatMap((route) => route.answers));
  return Object.fromEntries([
    ...[...answers].map((target) => [target.name, schemaOf(target)]),
    // Edges refuse unknown keys; answers may grow.
    ...[...bodies].map((target) => [target.name, { ...schemaOf(target), additionalProperties: false }]),
    ['Problem', problemSchema],
  ]) as Record<string, Schema>;
}

/** Describes the HTTP edge from the code alone: addresses from Nest, shapes and limits from class-validator's decorators. */
export function describeApi(app: INestApplication, service: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`Redress: ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .build();
  const operationIdFactory = (controller: string, method: string) => `${controller}.${method}`;
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory });
  const routes = findRoutes(app);
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations) as [string, Operation][]) {
      const route = routes.get(operation.operationId);
      if (route) complete(operation, method, path, route);
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...schemas([...routes.values()]) },
  } as OpenAPIObject['components'];
  return document;
}
