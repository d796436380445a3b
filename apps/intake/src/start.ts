import { type RunningService, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { IntakeConfig } from './intake.config.js';
import { IntakeModule } from './intake.module.js';

/** Starts the intake. Resolves once it listens. */
export function start(config: IntakeConfig): Promise<RunningService> {
  return startService({
    service: 'intake',
    module: IntakeModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  });
}
