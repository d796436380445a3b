import { nameOf, type Route } from '../ground/documents.js';

/** Who may use what, kept by hand beside the decorators: a wrong one of either is noticed. Names of parameters do not count. */
const everywhere = {
  'GET /health/live': 'everybody',
  'GET /health/ready': 'everybody',
  'GET /metrics': 'everybody',
  'GET /openapi.json': 'everybody',
  'GET /v1/parked': 'operator',
  'GET /v1/parked/acts': 'operator lead auditor',
  'GET /v1/parked/{}': 'operator',
  'PUT /v1/parked/{}/payload': 'operator',
  'POST /v1/parked/{}/release': 'operator',
  'POST /v1/parked/{}/discard': 'operator',
  'POST /v1/outbox/say-again': 'operator',
};

const own: Record<string, Record<string, string>> = {
  intake: {
    'POST /v1/complaints': 'customer',
    'POST /v1/complaints/batch': 'channel',
    'GET /v1/complaints': 'customer',
    'GET /v1/complaints/{}': 'customer',
    'GET /v1/complaints/{}/stream': 'customer',
    'POST /v1/complaints/{}/messages': 'customer',
    'POST /v1/complaints/{}/accept': 'customer',
    'POST /v1/complaints/{}/reopen': 'customer',
    'POST /v1/complaints/{}/withdraw': 'customer',
    'POST /v1/complaints/{}/escalate': 'customer',
    'POST /v1/complaints/{}/survey': 'customer',
    'GET /v1/preferences': 'customer',
    'PUT /v1/preferences': 'customer',
    'GET /v1/my-data': 'customer',
    'POST /v1/way-in': 'everybody',
    'POST /v1/way-in/session': 'everybody',
  },
  assigner: {
    'GET /v1/queue': 'specialist',
    'GET /v1/queue/stream': 'specialist',
    'POST /v1/complaints/{}/claim': 'specialist',
    'POST /v1/complaints/{}/start': 'specialist',
    'POST /v1/complaints/{}/hand-over': 'specialist',
    'POST /v1/presence': 'specialist',
    'POST /v1/shift/start': 'specialist',
    'POST /v1/shift/end': 'specialist',
    'POST /v1/complaints/{}/assign': 'lead',
    'GET /v1/specialists': 'lead',
    'GET /v1/specialists/{}': 'lead',
    'PUT /v1/specialists/{}': 'lead',
    'GET /v1/pool': 'senior lead',
  },
  desk: {
    'GET /v1/complaints/{}': 'specialist senior lead auditor',
    'GET /v1/complaints/{}/stream': 'specialist senior lead auditor',
    'GET /v1/triage': 'specialist senior lead auditor',
    'GET /v1/search': 'specialist senior lead auditor',
    'GET /v1/canned-replies': 'specialist senior lead auditor',
    'POST /v1/complaints/{}/messages': 'specialist senior lead',
    'POST /v1/complaints/{}/request-information': 'specialist senior lead',
    'POST /v1/complaints/{}/decide': 'specialist senior lead',
    'POST /v1/complaints/{}/correct-category': 'specialist senior lead',
    'POST /v1/complaints/{}/link-duplicate': 'specialist senior lead',
    'POST /v1/complaints/{}/final-response': 'specialist senior lead',
    'POST /v1/complaints/{}/refer': 'specialist senior lead',
    'GET /v1/complaints/{}/audit': 'lead auditor',
    'GET /v1/journal-order': 'operator',
  },
  categoriser: {},
  notifier: {},
};

const sorted = (roles: string): string => roles.split(' ').sort().join(' ');

/** Where the documents and the table differ: one sentence each. */
export function differences(routes: Route[]): string[] {
  const services = [...new Set(routes.map(({ service }) => service))];
  const table = new Map<string, string>(
    services.flatMap((service) =>
      Object.entries({ ...everywhere, ...own[service] }).map(
        ([call, roles]) => [`${service} ${call}`, sorted(roles)] as const,
      ),
    ),
  );
  const documents = new Map(
    routes.map((route) => [
      nameOf({ ...route, path: route.path.replaceAll(/{\w+}/g, '{}') }),
      sorted(route.roles?.join(' ') ?? 'everybody'),
    ]),
  );
  const unlike = [...documents].flatMap(([name, roles]) => {
    const expected = table.get(name);
    if (expected === undefined) return [`${name} is not in the table: it is open to ${roles || 'nobody'}`];
    return expected === roles ? [] : [`${name} is open to ${roles || 'nobody'}, not to ${expected}`];
  });
  return [...unlike, ...[...table.keys()].filter((name) => !documents.has(name)).map((name) => `${name} is not there`)];
}
