import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, throwError, timeout } from 'rxjs';
import { Problem } from './problem.js';

/** How long a request may wait for its first answer, in milliseconds: below the 5 s after which callers are promised one. */
const patience = 4_500;

/** Answers 503 when a handler hangs, for example on a database that does not answer. What it does may still happen. */
@Injectable()
export class Deadline implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const late = () => Problem.unavailable('This takes too long at the moment. Try again.');
    return next.handle().pipe(timeout({ first: patience, with: () => throwError(late) }));
  }
}
