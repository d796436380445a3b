import type { RunningService, ServiceOptions } from './running-service.js';

/** Starts a service: its module, the HTTP edge around it, its way to hear the journal. Resolves once it listens. */
export async function startService(_options: ServiceOptions): Promise<RunningService> {
  throw new Error('not built yet');
}
