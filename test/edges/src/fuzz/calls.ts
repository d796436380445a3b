import fc from 'fast-check';
import { bodyOf, type Route, type Schema } from '../ground/documents.js';
import { hostileBytes, hostileHeader, hostileText } from './hostile.js';
import { nearly, someId, someReference, someStaff, valuesOf } from './values.js';

/** A call as it is made up: marks stand for what is not known before it is sent. */
export interface Call {
  route: Route;
  /** The name of the person who makes it. */
  person: string;
  /** Not always the route's. */
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

/** A server answers longer heads by hanging up, which is no answer to judge. */
const longest = 600;

const escaped = (text: string): string =>
  /^%\w+:\d+%$/.test(text)
    ? text
    : encodeURIComponent(Buffer.from(text.slice(0, longest)).toString()).replaceAll('.', '%2e') || '%20';

const hostileSegment = hostileText.map(escaped);

function segment(path: string): fc.Arbitrary<string> {
  const valid = path.includes('/specialists/')
    ? someStaff
    : fc.oneof({ weight: 5, arbitrary: someId }, { weight: 1, arbitrary: someReference });
  return fc.oneof({ weight: 9, arbitrary: valid }, { weight: 1, arbitrary: hostileSegment });
}

function pathOf({ path }: Route): fc.Arbitrary<string> {
  const places = path.split(/{\w+}/);
  return fc
    .tuple(...places.slice(1).map(() => segment(path)))
    .map((values) => places.map((place, nth) => `${place}${values[nth] ?? ''}`).join(''));
}

function queryOf({ parameters = [], schemas }: Route): fc.Arbitrary<string> {
  const pairs = parameters
    .filter((one) => one.in === 'query')
    .map(({ name, schema }) =>
      fc
        .oneof({ weight: 3, arbitrary: valuesOf(schema, schemas, name) }, { weight: 1, arbitrary: hostileText })
        .map((value) => `${name}=${escaped(typeof value === 'string' ? value : JSON.stringify(value))}`),
    );
  const odd = fc.constantFrom(
    'limit=0',
    'limit=201',
    'limit=1e3',
    'after=',
    'x=1',
    'limit=1&limit=2',
    'after[a]=1',
    '__proto__[a]=1',
    '&&',
    '%zz',
  );
  return fc
    .tuple(
      fc.subarray(pairs).chain((some) => fc.tuple(...some)),
      fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: odd }),
    )
    .map(([some, one]) => [...some, ...(one === undefined ? [] : [one])].join('&'));
}

function headersOf({ parameters = [] }: Route): fc.Arbitrary<Record<string, string>> {
  const known = [
    'accept-language',
    'idempotency-key',
    'last-event-id',
    ...parameters.filter((one) => one.in === 'header').map(({ name }) => name),
  ];
  const valid: Record<string, fc.Arbitrary<string>> = {
    'accept-language': fc.constantFrom('ru', 'en', 'de, ru;q=0.5'),
    'idempotency-key': fc.integer({ min: 0, max: 30 }).map((nth) => `key ${nth}`),
    'last-event-id': someId,
  };
  const all = Object.fromEntries(
    known.map((name) => [
      name,
      fc.oneof({ weight: 3, arbitrary: valid[name] ?? hostileHeader }, { weight: 1, arbitrary: hostileHeader }),
    ]),
  );
  return fc.record(all, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>;
}

function linesOf(schema: Schema, schemas: Record<string, Schema>): fc.Arbitrary<string | Buffer> {
  const values = valuesOf(schema, schemas);
  const line = fc
    .oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: nearly(values) })
    .map((value) => JSON.stringify(value));
  const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((some) => some.join('\n'));
  return fc.oneof(
    { weight: 8, arbitrary: lines },
    { weight: 1, arbitrary: hostileBytes },
    { weight: 1, arbitrary: fc.constant('\n\n{}\n\0\n') },
  );
}

type Body = { body?: string | Buffer; type?: string };

function bodiesOf(route: Route): fc.Arbitrary<Body> {
  const taken = bodyOf(route);
  const isSent = !['GET', 'HEAD'].includes(route.method);
  if (!taken) {
    const odd = hostileBytes.map((body) => ({ body, type: 'application/json' }));
    return isSent
      ? fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: odd })
      : fc.constant({});
  }
  const { type, schema } = taken;
  const values = valuesOf(schema, route.schemas);
  const asText = (value: unknown) => JSON.stringify(value) ?? '';
  const right: fc.Arbitrary<string | Buffer> = type.includes('ndjson')
    ? linesOf(schema, route.schemas)
    : values.map(asText);
  const types = fc.constantFrom(
    'text/plain',
    'application/xml',
    'application/json; charset=utf-16',
    'application/x-ndjson',
    'x',
    '',
  );
  return fc.oneof(
    { weight: 5, arbitrary: right.map((body) => ({ body, type })) },
    { weight: 3, arbitrary: nearly(values).map((value) => ({ body: asText(value), type })) },
    { weight: 1, arbitrary: hostileBytes.map((body) => ({ body, type })) },
    { weight: 1, arbitrary: fc.tuple(right, types).map(([body, odd]) => ({ body, type: odd })) },
  );
}

/** Those who may, more often than others. */
function peopleFor({ roles }: Route, people: Record<string, string>): fc.Arbitrary<string> {
  const all = Object.keys(people);
  const allowed = all.filter((name) => !roles || roles.includes(people[name] ?? ''));
  const anybody = { weight: 1, arbitrary: fc.constantFrom(...all) };
  return allowed.length > 0
    ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...allowed) }, anybody)
    : anybody.arbitrary;
}

function callsOf(route: Route, people: Record<string, string>): fc.Arbitrary<Call> {
  const others = fc.constantFrom('DELETE', 'PATCH', 'OPTIONS', 'PUT', 'POST', 'GET', 'TRACE');
  const own = fc.constant(route.method);
  const method = fc.oneof(
    { weight: 30, arbitrary: own },
    { weight: 2, arbitrary: route.method === 'GET' ? fc.constant('HEAD') : own },
    { weight: 1, arbitrary: others },
  );
  return fc
    .record({
      person: peopleFor(route, people),
      method,
      path: pathOf(route),
      query: queryOf(route),
      headers: headersOf(route),
      sent: bodiesOf(route),
    })
    .map(({ person, method: by, path, query, headers, sent: { body, type } }) => ({
      route,
      person,
      method: by,
      path: query ? `${path}?${query}` : path,
      headers: { ...headers, ...(type && { 'content-type': type }) },
      body,
    }));
}

/** How often a route is asked: the acts on complaints most, what is the same everywhere or costly seldom. */
function weightOf({ path, method }: Route): number {
  if (/^\/(health|metrics|openapi)|say-again/.test(path)) return 1;
  // What ends a complaint's life leaves less for the other acts.
  if (/parked|withdraw$|final-response$/.test(path)) return 3;
  return path.includes('{') || method !== 'GET' ? 14 : 8;
}

/** Calls of any route by anybody: `people` are names with their roles. */
export function anyCall(routes: Route[], people: Record<string, string>): fc.Arbitrary<Call> {
  return fc.oneof(...routes.map((route) => ({ weight: weightOf(route), arbitrary: callsOf(route, people) })));
}
