import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** The most a body may hold, in bytes. */
export const bodyLimit = 256 * 1024;
/** Deeper than any body of ours, and shallow enough for whatever walks it. */
const deepest = 32;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/** What is wrong is said without the parser's message, which quotes the body. */
const notJson = () => Problem.invalid('The body is not JSON in UTF-8. Send a JSON object.');
const tooDeep = () => Problem.invalid(`The body is nested too deep; ${deepest} levels are the most.`);

function decode(body: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(body);
}

type Done = (error: Error | null, body?: unknown) => void;

/** Has bodies read as JSON in strict UTF-8, without keys that reach for prototypes; no body at all is fine. */
export function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error') as (
    request: FastifyRequest,
    body: string,
    done: Done,
  ) => void;
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, undefined);
    try {
      parse(request, decode(body), (error, value) => {
        if (error) done(notJson());
        else if (isDeeper(value, deepest)) done(tooDeep());
        else done(null, value);
      });
    } catch {
      done(notJson());
    }
  });
}
