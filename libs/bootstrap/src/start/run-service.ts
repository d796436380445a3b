import { flushCompileCache } from 'node:module';
import { loadConfig } from '../config/load-config.js';
import type { ServiceConfig } from '../config/service.config.js';
import { StartError } from '../config/start-error.js';
import { describeError } from '../log/describe-error.js';
import { type Log, makeLog } from '../log/log.js';
import type { RunningService } from './running-service.js';

/** EX_CONFIG of sysexits.h. */
const wrongSettings = 78;

function fail(log: Log, error: unknown, what: string): never {
  if (!(error instanceof StartError)) {
    log.lines.fatal({ error: describeError(error) }, what);
    process.exit(1);
  }
  process.stderr.write(`${error.message}\n`);
  process.exit(error.isOfSettings ? wrongSettings : 1);
}

/**
 * A service's `main`: reads its configuration, starts it, stops it on SIGTERM and SIGINT.
 * Exits 0 after an ordered stop; with one plain message 78 when a setting is wrong, so that starting it again is no use,
 * and 1 when it cannot start for another reason; 1 on an error nobody caught.
 */
export function runService<C extends ServiceConfig>(
  service: string,
  Config: new () => C,
  start: (config: C) => Promise<RunningService>,
): void {
  let log = makeLog(service, 'info');
  process.on('uncaughtException', (error) => fail(log, error, 'an error nobody caught'));
  const config = loadConfig(Config, process.env, service);
  log = makeLog(service, config.logLevel);
  const starting = start(config);
  let running: RunningService | undefined;
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    await running?.stop();
    log.lines.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void end().catch((error: unknown) => fail(log, error, 'the stop was cut short')));
  }
  starting.then(
    (service) => {
      running = service;
      // Node keeps it only at an orderly end, which a killed process never comes to.
      flushCompileCache();
    },
    (error: unknown) => fail(log, error, 'the start failed'),
  );
}
