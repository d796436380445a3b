import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '../sign-in/principal.js';

/** What comes with every act on one complaint, besides its checked body. */
export interface Asked {
  /** The complaint's id or reference. */
  name: string;
  actor: Principal;
  /** The body as it was sent: what makes a request the same as another. */
  body: unknown;
  /** `Idempotency-Key` */
  key?: string;
  /** `Accept-Language` */
  language?: string;
}

interface Request {
  params: { idOrReference: string };
  principal: Principal;
  body?: unknown;
  headers: Record<string, string | undefined>;
}

/** The {@link Asked} of a route below `:idOrReference`. */
export const AskedHere: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): Asked => {
    const { params, principal, body, headers } = context.switchToHttp().getRequest<Request>();
    const { 'idempotency-key': key, 'accept-language': language } = headers;
    return {
      name: params.idOrReference,
      actor: principal,
      body: body ?? null,
      ...(key !== undefined && { key }),
      ...(language !== undefined && { language }),
    };
  },
);
