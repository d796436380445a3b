import { type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { IntakeConfig } from './intake.config.js';
import { IntakeModule } from './intake.module.js';

/** What the intake is made of, to be started or rebuilt. */
export function intake(config: IntakeConfig): ServiceOptions {
  return {
    service: 'intake',
    module: IntakeModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  };
}

/** Starts the intake. Resolves once it listens. */
export function start(config: IntakeConfig): Promise<RunningService> {
  return startService(intake(config));
}
