import { describe, expect, it } from '@jest/globals';
import { hosted } from '../../trial/hosted.js';

interface Operation {
  security: unknown[];
  'x-roles'?: string[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
}

const host = hosted();
const read = async () => (await host.ask('/openapi.json')).body as unknown as Document;
const operation = async (path: string, method: string) => (await read()).paths[path]?.[method];

const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

describe('the description of the HTTP edge', () => {
  it('says of every operation whether it needs a token', async () => {
    const { paths, components } = await read();
    expect(components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map(({ security }) => ({ path, security })),
    );
    for (const { path, security } of operations) {
      const isPublic = /^\/(health|metrics|openapi|v1\/complaints\/fail)/.test(path);
      expect({ path, security }).toEqual({ path, security: isPublic ? [] : [{ bearer: [] }] });
    }
  });

  it('names the roles that may use an operation: none where nothing was said', async () => {
    const rolesOf = async (path: string, method: string) => (await operation(path, method))?.['x-roles'];
    expect(await rolesOf('/v1/complaints', 'get')).toEqual(['customer', 'lead']);
    expect(await rolesOf('/v1/complaints/{id}/forgotten', 'get')).toEqual([]);
    expect(await rolesOf('/health/live', 'get')).toBeUndefined();
  });

  it('has the fields and limits of bodies, and that nothing else is allowed', async () => {
    const { schemas } = (await read()).components;
    expect(schemas.Submission).toEqual({
      type: 'object',
      required: ['text'],
      additionalProperties: false,
      properties: {
        text: { type: 'string', minLength: 1, maxLength: 20 },
        // What is optional may be null.
        category: orNull({ type: 'string', enum: ['deposits', 'other'] }),
        contact: orNull({ $ref: '#/components/schemas/Contact' }),
        copies: orNull({ type: 'array', items: { $ref: '#/components/schemas/Contact' } }),
      },
    });
    expect(schemas.Contact).toMatchObject({ additionalProperties: false, properties: { email: { format: 'email' } } });
  });

  it('leaves answers room to grow', async () => {
    expect((await read()).components.schemas.Accepted).not.toHaveProperty('additionalProperties');
  });

  it('refers only to what it holds', async () => {
    const document = await read();
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it('names the refusals that fit the route', async () => {
    const refusals = async (path: string, method: string) =>
      Object.entries((await operation(path, method))?.responses ?? {})
        .filter(([, { content }]) => content && 'application/problem+json' in content)
        .map(([status]) => status);
    expect(await refusals('/v1/complaints', 'post')).toEqual(['400', '401', '403', '413', '422', '429', '503']);
    expect(await refusals('/v1/complaints', 'get')).toEqual(['400', '401', '403', '429', '503']);
    expect(await refusals('/v1/complaints/{id}/accept', 'post')).toEqual([
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '429',
      '503',
    ]);
    expect(await refusals('/health/live', 'get')).toEqual([]);
  });

  it('has every parameter: of the path always, of the query as its class says, of headers at will', async () => {
    expect((await operation('/v1/complaints/{id}/accept', 'post'))?.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ]);
    expect((await operation('/v1/complaints', 'get'))?.parameters).toEqual([
      { name: 'accept-language', in: 'header', required: false, schema: { type: 'string' } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 200 } },
    ]);
  });
});
