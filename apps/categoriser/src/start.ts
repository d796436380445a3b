import { type RunningService, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { CategoriserConfig } from './categoriser.config.js';
import { CategoriserModule } from './categoriser.module.js';

/** Starts the categoriser. Resolves once it listens. */
export function start(config: CategoriserConfig): Promise<RunningService> {
  return startService({
    service: 'categoriser',
    module: CategoriserModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  });
}
