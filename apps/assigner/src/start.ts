import { type RunningService, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { AssignerConfig } from './assigner.config.js';
import { AssignerModule } from './assigner.module.js';

/** Starts the assigner. */
export async function start(config: AssignerConfig): Promise<RunningService> {
  return await startService({
    service: 'assigner',
    module: AssignerModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  });
}
