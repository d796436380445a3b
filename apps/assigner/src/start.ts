import { type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { AssignerConfig } from './assigner.config.js';
import { AssignerModule } from './assigner.module.js';

/** What the assigner is made of, to be started or rebuilt. */
export function assigner(config: AssignerConfig): ServiceOptions {
  return {
    service: 'assigner',
    module: AssignerModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  };
}

/** Starts the assigner. Resolves once it listens. */
export function start(config: AssignerConfig): Promise<RunningService> {
  return startService(assigner(config));
}
