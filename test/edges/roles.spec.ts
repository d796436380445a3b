import { describe, expect, it } from '@jest/globals';
import { type Flaw, plantPeople, plantService } from './planted-service.for-spec.js';
import { type Route, readRoutes } from './src/ground/documents.js';
import { differences } from './src/roles/table.js';
import { walkRoles } from './src/roles/walk.js';

const settled = plantPeople();
const [annas] = settled.complaints.anna ?? [];

async function walk(flaw?: Flaw): Promise<string[]> {
  const planted = await plantService(settled, flaw);
  try {
    return await walkRoles(await readRoutes(planted.services), settled);
  } finally {
    await planted.stop();
  }
}

/** Everybody is somebody who may. */
const letIn: Flaw['understand'] = (request) => ({ ...request, sub: 'anna-1', role: 'customer' });

/** Tidies an address that is spelled like this, and forgets to ask who asks. */
const openUnder = (spelling: RegExp, tidy: string): Flaw => ({
  understand: (request) => {
    const path = request.path.replace(spelling, tidy);
    return path === request.path ? request : { ...request, path, sub: 'anna-1', role: 'customer' };
  },
});

describe('the walk over all routes', () => {
  it('finds nothing in a service that does everything right', async () => {
    expect(await walk()).toEqual([]);
  });

  it.each<[string, Flaw, RegExp]>([
    ['opens a route to everybody', { understand: letIn }, /as nobody .*: 200 instead of 401/],
    [
      'opens a route to another role',
      { understand: (request) => (request.role === 'auditor' ? { ...request, role: 'lead' } : request) },
      /specialists\/{id} as auditor .*: 200 instead of 403/,
    ],
    [
      'closes a route to those who may',
      { understand: (request) => (request.role === 'lead' ? { ...request, role: 'senior' } : request) },
      /as lead .*: 403 to somebody who may/,
    ],
    [
      'fails',
      { answer: ({ role }, right) => (role === 'lead' ? { status: 500 } : right) },
      /as lead .*: 500 to somebody who may/,
    ],
    [
      'forgets HEAD',
      {
        understand: (request) =>
          request.method === 'HEAD' ? { ...request, method: 'GET', sub: 'anna-1', role: 'customer' } : request,
      },
      /as nobody \(HEAD .*: 200 instead of 401/,
    ],
    ['takes // for /', openUnder(/^\/\//, '/'), /as nobody \(\w+ \/\/v1\/.*: 200 instead of/],
    ['takes %2f for /', openUnder(/%2f/, '/'), /as \w+ \(\w+ .*%2f.*: 200 instead of/],
    ['forgets a slash at the end', openUnder(/\/$/, ''), /as nobody \(\w+ .*\/\): 200 instead of/],
    ['tidies dots', openUnder(/^\/\./, ''), /as nobody \(\w+ \/\.\/v1.*: 200 instead of/],
    ['decodes letters', openUnder(/^\/%76/, '/v'), /as nobody \(\w+ \/%76.*: 200 instead of/],
    [
      "shows a customer another's complaint",
      { understand: (request) => (request.sub === 'ben-1' ? { ...request, sub: 'anna-1' } : request) },
      /as customer .*: 200 instead of 404/,
    ],
    [
      'tells that there is such a complaint',
      { answer: ({ sub, id }, right) => (sub === 'ben-1' && id === annas?.id ? { status: 403 } : right) },
      /as customer .*: 403 instead of 404/,
    ],
    [
      "tells another's reference in a refusal",
      {
        answer: ({ sub }, right) =>
          sub === 'ben-1' && right.status === 404 ? { status: 404, body: annas?.reference } : right,
      },
      /as customer .*: it tells something of somebody else's/,
    ],
    [
      "shows what a body's id names",
      {
        answer: ({ body }, right) =>
          right.status === 200 && body.includes(annas?.id ?? '') ? { status: 200, body: 'canaryanna1' } : right,
      },
      /messages as customer .*: it tells something of somebody else's/,
    ],
    [
      'shows what a query asks for',
      {
        answer: ({ query }, right) => (query.includes(annas?.id ?? '') ? { status: 200, body: 'canaryanna1' } : right),
      },
      /as customer .*\?after=.*: it tells something of somebody else's/,
    ],
  ])('notices a service that %s', async (_, flaw, told) => {
    expect((await walk(flaw)).some((wrong) => told.test(wrong))).toBe(true);
  });
});

describe('the table of who may use what', () => {
  const route = (path: string, roles: string[] | undefined) =>
    ({ service: 'intake', method: 'GET', path, roles }) as Route;

  const said = (...routes: Route[]) => differences(routes).filter((difference) => !difference.endsWith('is not there'));

  it('agrees with the same, whatever parameters are called', () => {
    expect(said(route('/v1/complaints/{anyName}', ['customer']))).toEqual([]);
  });

  it('notices another role, an open route, a closed one and one that it does not know', () => {
    expect(said(route('/v1/complaints', ['customer', 'lead']))).toEqual([
      'intake GET /v1/complaints is open to customer lead, not to customer',
    ]);
    expect(said(route('/v1/parked', undefined))).toEqual([
      'intake GET /v1/parked is open to everybody, not to operator',
    ]);
    expect(said(route('/v1/my-data', []))).toEqual(['intake GET /v1/my-data is open to nobody, not to customer']);
    expect(said(route('/v1/secrets', ['lead']))).toEqual([
      'intake GET /v1/secrets is not in the table: it is open to lead',
    ]);
  });

  it('notices a route that is not there', () => {
    expect(differences([route('/v1/complaints', ['customer'])])).toContain('intake POST /v1/complaints is not there');
  });
});
