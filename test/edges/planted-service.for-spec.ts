import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Document } from './src/ground/documents.js';
import type { Settled } from './src/ground/settle.js';

const problem = { 'application/problem+json': { schema: {} } };
const refusals = Object.fromEntries(['400', '401', '403', '404'].map((status) => [status, { content: problem }]));
const found = { '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/View' } } } } };
const operation = (role: string, body?: object) => ({
  'x-roles': [role],
  ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
  responses: { ...refusals, ...found },
});

/** What the planted service says of itself. */
const document: Document = {
  paths: {
    '/v1/complaints/{id}': { get: operation('customer') },
    '/v1/complaints/{id}/messages': {
      post: operation('customer', {
        type: 'object',
        additionalProperties: false,
        required: ['text'],
        properties: { text: { type: 'string', minLength: 1, maxLength: 200 }, of: { type: 'string', format: 'uuid' } },
      }),
    },
    '/v1/specialists/{id}': { get: operation('lead') },
  },
  components: {
    schemas: { View: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
  },
} as Document;

/** A request as it was understood. */
export interface Understood {
  method: string;
  /** As it was sent, without the query. */
  path: string;
  query: string;
  sub: string;
  role: string;
  body: string;
  id: string;
}

export interface Reply {
  /** 0: none at all. */
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Changes what is asked, or the answer: what somebody got wrong. */
export interface Flaw {
  understand?(request: Understood): Understood;
  answer?(request: Understood, right: Reply): Reply;
}

const refuse = (status: number, code: string): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: `urn:redress:${code}`, title: code, status, detail: 'Refused.', errors: [] },
});

function rightAnswer({ method, path, role, sub, id }: Understood, { complaints, people }: Settled): Reply {
  const route = /^\/v1\/(complaints|specialists)\/[^/]+(\/messages)?$/.exec(path);
  const [, kind, isMessage] = route ?? [];
  if (!route || (method === 'POST') !== (isMessage !== undefined)) return refuse(404, 'not-found');
  if (role === 'nobody') return refuse(401, 'unauthenticated');
  if (role !== (kind === 'complaints' ? 'customer' : 'lead')) return refuse(403, 'forbidden');
  const owned = Object.entries(people).find(([, person]) => person.sub === sub)?.[0] ?? '';
  if (kind === 'complaints' && !complaints[owned]?.some((own) => own.id === id)) return refuse(404, 'not-found');
  return { status: 200, body: { id } };
}

/** Whose bearer it is: the tokens of the specs say it in clear. */
const understood = (request: IncomingMessage, body: string): Understood => {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const [, sub = '', role = 'nobody'] = /^Bearer (.*):(.*)$/.exec(request.headers.authorization ?? '') ?? [];
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  return { method, path, query, sub, role, body, id: path.split('/')[3] ?? '' };
};

/** A small service that does everything right but for its flaw. */
export async function plantService(settled: Settled, flaw: Flaw = {}) {
  const respond = (request: IncomingMessage, response: ServerResponse, body: string) => {
    if (request.url === '/health/ready') return response.end('{"checks":{}}');
    if (request.url === '/openapi.json') return response.end(JSON.stringify(document));
    const asked = understood(request, body);
    const read = flaw.understand?.({ ...asked, ...(request.method === 'HEAD' && { method: 'HEAD' }) }) ?? asked;
    const right = rightAnswer({ ...read, id: read.path.split('/')[3] ?? '' }, settled);
    const {
      status,
      headers = { 'content-type': 'application/json' },
      body: said,
    } = flaw.answer?.(read, right) ?? right;
    if (status === 0) return response.destroy();
    return response.writeHead(status, headers).end(JSON.stringify(said));
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => respond(request, response, Buffer.concat(parts).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { services: { planted: url }, stop };
}

/** People and complaints as they would be after settling. */
export function plantPeople(): Settled {
  const cast = {
    anna: 'customer',
    ben: 'customer',
    site: 'channel',
    ivan: 'specialist',
    newcomer: 'specialist',
    nina: 'senior',
    lena: 'lead',
    viktor: 'auditor',
    omar: 'operator',
    nobody: 'nobody',
  } as const;
  const people = Object.entries(cast).map(([name, role]) => {
    const token = role === 'nobody' ? '' : `${name}-1:${role}`;
    return [name, { sub: `${name}-1`, role, token, canary: `canary${name}1` }] as const;
  });
  return {
    people: Object.fromEntries(people),
    complaints: {
      anna: [{ id: '019ab000-0000-7000-8000-00000000000a', reference: 'R-ANNA-ANNA' }],
      ben: [{ id: '019ab000-0000-7000-8000-00000000000b', reference: 'R-BEN0-BEN0' }],
    },
  };
}
