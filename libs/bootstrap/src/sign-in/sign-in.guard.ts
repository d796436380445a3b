import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../edge/problem.js';
import { type OwnRule, rateLimitKey, ruleFor, rules } from '../edge/rate-limit.js';
import { RateLimits } from '../edge/rate-limits.js';
import type { SignedInRequest } from './principal.js';
import { type Access, accessKey } from './roles.js';
import { TokenCheck } from './token-check.js';

/**
 * Stands before every route of every controller, whatever its path looks like: who asks, how often, with which role.
 * A route that says nothing is closed.
 */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenCheck,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Only requests carry tokens; the journal's events come from services.
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, targets);
    const own = this.reflector.getAllAndOverride<OwnRule>(rateLimitKey, targets);
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const isPublic = access === 'public';
    if (!isPublic) await this.signIn(request);
    const rule = ruleFor(own, request.method, isPublic);
    if (rule) await this.limits.count(request, rule);
    if (!isPublic && !access?.some((role) => request.principal?.roles.includes(role)))
      throw Problem.forbidden('Your roles do not allow this.');
    return true;
  }

  /** Those whom nobody knows are counted by where they come from. */
  private async signIn(request: SignedInRequest): Promise<void> {
    try {
      const token = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (!token) throw Problem.unauthenticated('Send a token: Authorization: Bearer <token>.');
      Object.assign(request, await this.tokens.check(token));
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated')
        await this.limits.count(request, rules.strangers);
      throw error;
    }
  }
}
