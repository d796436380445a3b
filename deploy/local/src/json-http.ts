import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';

const maxBody = 64 * 1024;

/** What is wrong with a request, in words for the person who sent it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  constructor(
    detail: string,
    readonly errors: { path: string; message: string }[] = [],
  ) {
    super(detail);
  }
}

/** Answers a request or throws; a {@link BadRequest} becomes a 400. */
export type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Answers with a problem document. */
export function answerProblem(
  response: ServerResponse,
  status: number,
  code: string,
  detail: string,
  errors: BadRequest['errors'] = [],
): void {
  const title = { 400: 'Bad request', 403: 'Forbidden', 404: 'Not found', 405: 'Not allowed' }[status] ?? 'Failed';
  response.writeHead(status, { 'content-type': 'application/problem+json; charset=utf-8' });
  response.end(`${JSON.stringify({ type: `urn:redress:${code}`, title, status, detail, errors })}\n`);
}

/** The request's body as a JSON object. Throws {@link BadRequest} when it is anything else or longer than 64 KiB. */
export async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new BadRequest(`The body may have at most ${maxBody} bytes.`);
    chunks.push(chunk);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // The parser's message quotes the input; this one says what to do.
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new BadRequest('The body must be a JSON object.');
}

/** A server for one machine's own use. Nothing that a handler throws ends the process. */
export function serve(handle: Handle): Server {
  return createServer((request, response) => {
    void respond(handle, request, response);
  });
}

async function respond(handle: Handle, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = URL.parse(request.url ?? '/', 'http://local');
    if (!url) throw new BadRequest('The address of the request cannot be read.');
    await handle(request, response, url);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else if (error instanceof BadRequest) answerProblem(response, 400, 'invalid', error.message, error.errors);
    else answerProblem(response, 500, 'unavailable', error instanceof Error ? error.message : 'Failed.');
  }
}

/** Listens and gives the port, which the system picks when it is 0. Rejects when the port is taken. */
export function listen(server: NetServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(portOf(server));
    });
  });
}

/** The port that a listening server has. */
export function portOf(server: NetServer): number {
  return (server.address() as AddressInfo).port;
}
