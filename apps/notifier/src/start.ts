import { type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { NotifierConfig } from './notifier.config.js';
import { NotifierModule } from './notifier.module.js';

/** What the notifier is made of, to be started or rebuilt. */
export function notifier(config: NotifierConfig): ServiceOptions {
  return {
    service: 'notifier',
    module: NotifierModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  };
}

/** Starts the notifier. Resolves once it listens. */
export function start(config: NotifierConfig): Promise<RunningService> {
  return startService(notifier(config));
}
