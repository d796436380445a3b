import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../edge/problem.js';
import type { SignedInRequest } from './principal.js';
import { type Access, accessKey } from './roles.js';
import { TokenCheck } from './token-check.js';

/** Stands before every route of every controller, whatever its path looks like. What says nothing is closed. */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenCheck,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Only requests carry tokens; the journal's events come from services.
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, targets);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw Problem.unauthenticated('Send a token: Authorization: Bearer <token>.');
    const { principal, until } = await this.tokens.check(token);
    if (!access?.some((role) => principal.roles.includes(role)))
      throw Problem.forbidden('Your roles do not allow this.');
    request.principal = principal;
    request.until = until;
    return true;
  }
}
