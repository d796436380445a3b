import rateLimit from '@fastify/rate-limit';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SignedInRequest } from '../sign-in/principal.js';
import { Problem } from './problem.js';
import type { RateLimitRule } from './rate-limit.js';

type Count = ReturnType<FastifyInstance['createRateLimit']>;

const minute = 60_000;
/** People and addresses that are remembered per rule; beyond them those not seen for longest are forgotten. */
const remembered = 50_000;

const personOf = (request: FastifyRequest): string => (request as SignedInRequest).principal?.sub ?? '';

/** Counts requests in this process, and refuses those that are too many. */
@Injectable()
export class RateLimits {
  private fastify: FastifyInstance | undefined;
  /** By rule; routes without a rule of their own share one. */
  private readonly counts = new Map<RateLimitRule, { people: Count; addresses: Count }>();

  /** Begins to count. Before this nothing is refused. */
  async start(app: NestFastifyApplication): Promise<void> {
    await app.register(rateLimit, { global: false, timeWindow: minute, cache: remembered });
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    await fastify.after();
    this.fastify = fastify;
  }

  /** Counts a request. Throws 429, which says how often is allowed and when to go on, when it is one too many. */
  async count(request: SignedInRequest, rule: RateLimitRule): Promise<void> {
    if (!this.fastify) return;
    const { people, addresses } = this.of(rule, this.fastify);
    const isPerson = rule.per === 'person' && request.principal !== undefined;
    const counted = await (isPerson ? people : addresses)(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    const retryAfterSeconds = Math.max(1, counted.ttlInSeconds);
    const whose = isPerson ? 'one person' : 'one address';
    throw Problem.rateLimited(
      `This is allowed ${rule.perMinute} times a minute to ${whose}. Go on in ${retryAfterSeconds} s.`,
      { retryAfterSeconds },
    );
  }

  private of(rule: RateLimitRule, fastify: FastifyInstance) {
    const known = this.counts.get(rule);
    if (known) return known;
    const max = rule.perMinute;
    const made = {
      people: fastify.createRateLimit({ max, keyGenerator: personOf }),
      addresses: fastify.createRateLimit({ max }),
    };
    this.counts.set(rule, made);
    return made;
  }
}
