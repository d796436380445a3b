import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/service.config.js';

/** A service's log: one JSON line per message, `{time, level, service, msg, …}`. Never holds anybody's words. */
export class Log {
  constructor(readonly lines: Logger) {}
}

/** Makes a service's log; lines go to standard output unless told otherwise. */
export function makeLog(service: string, level: LogLevel, to?: DestinationStream): Log {
  const options = {
    level,
    base: { service },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return new Log(to ? pino(options, to) : pino(options));
}
