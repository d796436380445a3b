import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { describeError } from '../log/describe-error.js';
import { Log } from '../log/log.js';
import { doesNotOpen } from './does-not-open.js';
import { Problem } from './problem.js';
import { isUnavailable } from './unavailable.js';

/** Nest's and Fastify's own refusals. Their messages may quote the request, so each gets words of ours. */
function refusal(status: number): Problem {
  switch (status) {
    case 401:
      return Problem.unauthenticated('Send a token: Authorization: Bearer <token>.');
    case 403:
      return Problem.forbidden('Your roles do not allow this.');
    case 404:
    case 405:
      return Problem.notFound('There is nothing at this address. /openapi.json lists what there is.');
    case 409:
      return Problem.wrongState('This is not possible now.');
    case 413:
      return Problem.tooLarge('The body is too large; 256 KiB are the most.');
    case 415:
      return Problem.invalid('Send the body as JSON, with content-type: application/json.');
    case 429:
      return new Problem('rate-limited', 'Too many requests. Wait a moment.');
    case 502:
    case 503:
    case 504:
      return Problem.unavailable('Not available at the moment. Try again.');
    default:
      return Problem.invalid('The request cannot be read. /openapi.json says what it should look like.');
  }
}

/** Staff tell an operator, a customer tries again: both read it. */
const shut =
  'Sealed words that this needs cannot be opened at the moment. It was written to the log: tell an operator, or try again later.';

/** The answer to any error. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException && error.getStatus() !== 500) return refusal(error.getStatus());
  if (isUnavailable(error)) return Problem.unavailable('The database cannot be reached. Try again.', { cause: error });
  if (doesNotOpen(error)) return new Problem('wrong-state', shut, { cause: error });
  return new Problem('internal', 'Nothing you can change. It was written to the log.', { cause: error });
}

/** Writes a problem as RFC 9457 asks. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  if (problem.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  const body = JSON.stringify(problem.body);
  reply.code(problem.body.status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
}

/** Every error leaves as `application/problem+json`; what is our own fault goes to the log, without any of its words. */
@Catch()
export class ProblemFilter implements ExceptionFilter<unknown> {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error);
    const { code, cause } = problem;
    if (code === 'internal') this.log.lines.error({ error: describeError(cause) }, 'request failed');
    else if (code === 'unavailable') this.log.lines.warn({ error: describeError(cause) }, 'request unavailable');
    else if (doesNotOpen(cause)) this.log.lines.error({ error: describeError(cause) }, 'words do not open');
    if (!reply.sent) sendProblem(reply, problem);
  }
}
