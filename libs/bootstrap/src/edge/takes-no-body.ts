import { type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { Problem } from './problem.js';

const mostNamed = 50;

/** An empty object is taken for nothing: clients send it by themselves. */
@Injectable()
class NoBody implements CanActivate {
  canActivate(context: ExecutionContext): true {
    const { body } = context.switchToHttp().getRequest<{ body?: unknown }>();
    if (body === undefined) return true;
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    if (!isObject) throw Problem.invalid('Send no body.', [{ path: '', message: 'must be left out' }]);
    const unknown = Object.keys(body).slice(0, mostNamed);
    if (unknown.length === 0) return true;
    const errors = unknown.map((key) => ({
      path: key.slice(0, 200),
      message: 'should not exist: nothing is read here',
    }));
    throw Problem.invalid('Send no body.', errors);
  }
}

/** A route that has nothing to say but its address: whoever sends something means what would not happen, and is told so. */
export const TakesNoBody = (): MethodDecorator => UseGuards(NoBody);
