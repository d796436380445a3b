import type { FastifyInstance } from 'fastify';
import { NotJson, parseJson } from './parse-json.js';
import { Problem } from './problem.js';

/** The most a body may hold, in bytes. */
export const bodyLimit = 256 * 1024;

/** Has bodies read as JSON by {@link parseJson}; no body at all is fine. */
export function readJson(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body: Buffer, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      done(null, parseJson(body));
    } catch (error) {
      done(error instanceof NotJson ? Problem.invalid(error.message) : (error as Error));
    }
  });
}
