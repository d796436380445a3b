import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { Answers } from '../openapi/answers.js';
import type { SignedInRequest } from '../sign-in/principal.js';
import type { StreamSource } from './event-stream.js';
import { OpenStreams, type Reader } from './open-streams.js';

export const eventStream = 'text/event-stream';
/** No id of ours is longer: a longer one is unknown. */
const longestId = 200;

const headers = {
  'content-type': `${eventStream}; charset=utf-8`,
  // When it ends, so does the connection: nothing has to wait for it while the service stops.
  connection: 'close',
  'x-accel-buffering': 'no',
};

function readerOf({ principal, until, headers: sent }: SignedInRequest): Reader {
  const after = String(sent['last-event-id'] ?? '');
  const isId = after !== '' && after.length <= longestId;
  return { sub: principal?.sub ?? '', until: until ?? Number.POSITIVE_INFINITY, after: isId ? after : undefined };
}

/** Answers with the entries of what the route gives back. */
@Injectable()
class SendEntries implements NestInterceptor {
  constructor(private readonly streams: OpenStreams) {}

  intercept(context: ExecutionContext, next: CallHandler<StreamSource>): Observable<unknown> {
    const http = context.switchToHttp();
    const answer = (source: StreamSource) => this.answer(source, http.getRequest(), http.getResponse());
    return next.handle().pipe(mergeMap(answer));
  }

  private async answer(source: StreamSource, request: SignedInRequest, reply: FastifyReply): Promise<unknown> {
    const reader = readerOf(request);
    if (request.method === 'HEAD') {
      await source.read(reader.after);
      reply.headers(headers);
      return undefined;
    }
    const { body } = await this.streams.add(source, reader);
    // Answered already: it took too long.
    if (reply.sent) body.destroy();
    else reply.headers(headers);
    return body;
  }
}

/**
 * A route that answers with a stream of entries (`text/event-stream`), whose data is an `entry` each: the method gives
 * back a {@link StreamSource}. A reader who comes back with `Last-Event-ID` goes on after it, without loss or duplicates.
 */
export function Streams(entry: Type, description: string): MethodDecorator {
  return applyDecorators(
    UseInterceptors(SendEntries),
    ApiProduces(eventStream),
    ApiHeader({ name: 'last-event-id', required: false, schema: { type: 'string', maxLength: longestId } }),
    Answers(200, entry, description),
  );
}
