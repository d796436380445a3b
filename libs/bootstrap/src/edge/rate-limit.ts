import { SetMetadata } from '@nestjs/common';

/** How often a route may be asked. */
export interface RateLimitRule {
  perMinute: number;
  /** Whose requests are counted together: a person's (an address's where nobody signs in), or always an address's. */
  per: 'person' | 'address';
}

export const rateLimitKey = 'redress:rate-limit';

/** Counts a route by itself and allows it this often, instead of counting it with the person's other reads or writes. */
export const RateLimit = ({ perMinute, per = 'person' }: Partial<RateLimitRule> & { perMinute: number }) =>
  SetMetadata(rateLimitKey, { perMinute, per } satisfies RateLimitRule) as MethodDecorator;

/** Opens a controller's routes to as many requests as come: for probes. */
export const Unlimited = (): ClassDecorator => SetMetadata(rateLimitKey, 'none');

export type OwnRule = RateLimitRule | 'none' | undefined;

/** What counts together where a route has no rule of its own. */
export const rules = {
  reads: { perMinute: 1_200, per: 'person' },
  writes: { perMinute: 300, per: 'person' },
  strangers: { perMinute: 300, per: 'address' },
} as const satisfies Record<string, RateLimitRule>;

/** The rule that holds for a route with this method. */
export function ruleFor(own: OwnRule, method: string, isPublic: boolean): RateLimitRule | undefined {
  if (own === 'none') return undefined;
  if (own) return own;
  if (isPublic) return rules.strangers;
  return /^(get|head)$/i.test(method) ? rules.reads : rules.writes;
}
