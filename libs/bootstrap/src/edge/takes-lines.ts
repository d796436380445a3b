import type { IncomingMessage } from 'node:http';
import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  type Type,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const ndjson = 'application/x-ndjson';
const limitsKey = 'redress:lines';
/** Also where the description of the API finds what a line holds. */
export const lineKey = 'redress:line';

export interface LinesLimits {
  /** The most lines, and the most bytes of them together. */
  lines: number;
  bytes: number;
}

const feed = 0x0a;

/** Hands bodies of lines on unread, to the routes that take them. */
export function passLines(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(ndjson, (request, payload, done) => {
    const { takesLines } = request.routeOptions.config as { takesLines?: boolean };
    if (takesLines) done(null, payload);
    else done(Problem.invalid('Send the body as JSON, with content-type: application/json.'));
  });
}

async function readAll(payload: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = () => Problem.tooLarge(`The lines are over ${most} bytes together; nothing was taken. Send fewer.`);
  if (Number(payload.headers['content-length']) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not destroyed when given up: the answer still has to go out over its connection.
  for await (const chunk of payload.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > most) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The lines of a body, as bytes; a last one that is blank is none. */
export function linesOf(body: Buffer, most: number): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start <= body.length; ) {
    const end = body.indexOf(feed, start);
    const line = body.subarray(start, end === -1 ? body.length : end);
    if (end !== -1 || line.toString('latin1').trim() !== '') lines.push(line);
    if (lines.length > most) throw Problem.tooLarge(`More than ${most} lines; nothing was taken. Send fewer at once.`);
    start = end === -1 ? body.length + 1 : end + 1;
  }
  return lines;
}

/** Reads the lines. A guard, so that nobody's are read who may not send them, and a slow sender's arrive before the deadline runs. */
@Injectable()
class ReadLines implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { lines, bytes } = this.reflector.get<LinesLimits>(limitsKey, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.body !== request.raw) {
      throw Problem.invalid(`Send one JSON object per line, with content-type: ${ndjson}.`);
    }
    request.body = linesOf(await readAll(request.raw, bytes), lines);
    return true;
  }
}

/**
 * A route whose body is NDJSON, each line a `line`: its `@Body()` is a `Buffer[]`, to be read by `parseJson` line by line.
 * More lines or bytes than the limits are refused as too large.
 */
export function TakesLines(line: Type, limits: LinesLimits): MethodDecorator {
  return applyDecorators(
    RouteConfig({ takesLines: true }),
    SetMetadata(limitsKey, limits),
    SetMetadata(lineKey, line),
    UseGuards(ReadLines),
    ApiConsumes(ndjson),
    ApiBody({ schema: { $ref: `#/components/schemas/${line.name}` } }),
  );
}
