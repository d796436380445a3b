import { type RunningService, type ServiceOptions, startService } from '@redress/bootstrap';
import { JournalStrategy } from '@redress/messaging';
import type { DeskConfig } from './desk.config.js';
import { DeskModule } from './desk.module.js';

/** What the desk is made of, to be started or rebuilt. */
export function desk(config: DeskConfig): ServiceOptions {
  return {
    service: 'desk',
    module: DeskModule.forService(config),
    config,
    strategy: (app) => app.get(JournalStrategy),
  };
}

/** Starts the desk. Resolves once it listens. */
export function start(config: DeskConfig): Promise<RunningService> {
  return startService(desk(config));
}
