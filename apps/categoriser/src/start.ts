import { type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { CategoriserConfig } from './categoriser.config.js';
import { CategoriserModule } from './categoriser.module.js';

/** What the categoriser is made of, to be started or rebuilt. */
export function categoriser(config: CategoriserConfig): ServiceOptions {
  return {
    service: 'categoriser',
    module: CategoriserModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  };
}

/** Starts the categoriser. Resolves once it listens. */
export function start(config: CategoriserConfig): Promise<RunningService> {
  return startService(categoriser(config));
}
