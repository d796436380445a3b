import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Histogram, type Registry } from 'prom-client';
import { sendProblem } from './problem.filter.js';
import { Problem } from './problem.js';
import { bodyLimit } from './read-json.js';

/** A whole request has to arrive within this, in milliseconds. */
const requestTimeout = 30_000;

const unreadable = () => Problem.invalid('This is not a request that can be read. Check its address and headers.');

/** Nobody is left to answer; or a request may be on its way, and would be carried out after it was refused. */
const closesUnanswered: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'ERR_HTTP_REQUEST_TIMEOUT']);

/** What is not even HTTP gets an answer in the same shape; there is no reply object for it. */
function answerRaw(error: { code?: string; rawPacket?: unknown }, socket: Socket): void {
  if (closesUnanswered.has(error.code) || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(unreadable().body);
  const head = `content-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}`;
  const isHead = Buffer.isBuffer(error.rawPacket) && error.rawPacket.subarray(0, 5).toString('latin1') === 'HEAD ';
  socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\nconnection: close\r\n\r\n${isHead ? '' : body}`);
}

/** The HTTP server under Nest. */
export function makeAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit,
    requestTimeout,
    // Requests on connections that are open already are finished while the service stops.
    return503OnClosing: false,
    frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, unreadable()),
    clientErrorHandler: answerRaw,
  });
}

/** Counts and times every request by its route's pattern: an address itself names complaints. */
export function watchRequests(fastify: FastifyInstance, log: Logger, registry: Registry): void {
  const seconds = new Histogram({
    name: 'redress_http_request_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    // PostgreSQL stores no NUL, so no address of ours holds one.
    if (request.url.includes('%00')) done(unreadable());
    else done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    // A connection kept open after its answer would keep the stop waiting.
    if (!fastify.server.listening) reply.header('connection', 'close');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    // A stream takes as long as its reader likes.
    const isStream = String(reply.getHeader('content-type')).startsWith('text/event-stream');
    if (!isStream) seconds.observe({ method: request.method, route, status }, elapsedTime / 1000);
    log.debug({ method: request.method, route, status, ms: Math.round(elapsedTime * 10) / 10 }, 'request');
    done();
  });
}
