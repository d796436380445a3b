import type { ServiceConfig } from '../config/service.config.js';
import type { RunningService } from './running-service.js';

/** A service's `main`. */
export function runService<C extends ServiceConfig>(
  _service: string,
  _Config: new () => C,
  _start: (config: C) => Promise<RunningService>,
): void {
  throw new Error('not built yet');
}
