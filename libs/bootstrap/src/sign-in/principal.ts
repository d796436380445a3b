import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../edge/problem.js';
import type { Role } from './roles.js';

/** Who is asking, as the issuer's token says. */
export interface Principal {
  sub: string;
  email?: string;
  locale?: string;
  roles: Role[];
}

/** A request whose token was checked. */
export interface SignedInRequest extends FastifyRequest {
  principal?: Principal;
  /** Milliseconds since the epoch: when the token is over. */
  until?: number;
}

/** The {@link Principal} of the request. On a public route there is none: 401. */
export const CurrentPrincipal: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<SignedInRequest>();
    if (!principal) throw Problem.unauthenticated('Send a token: Authorization: Bearer <token>.');
    return principal;
  },
);
