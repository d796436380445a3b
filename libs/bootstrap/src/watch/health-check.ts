import type { InjectionToken } from '@nestjs/common';

/** One part that a service leans on. */
export interface HealthCheck {
  /** Its name in the answer of `/health/ready`. */
  name: string;
  /** Is it there? Taken as `down` when it throws or takes longer than 2 s. */
  check(): Promise<'up' | 'down'>;
  /** false: reported, but the service stays ready without it. */
  required: boolean;
}

/** Provide it in the app's module, as `HealthCheck[]`, to have more parts than PostgreSQL checked. */
export const HEALTH_CHECKS: InjectionToken = Symbol('HEALTH_CHECKS');
