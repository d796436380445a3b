import { type RunningService, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { NotifierConfig } from './notifier.config.js';
import { NotifierModule } from './notifier.module.js';

/** Starts the notifier in this process. */
export function start(config: NotifierConfig): Promise<RunningService> {
  return startService({
    service: 'notifier',
    module: NotifierModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  });
}
