import { IsIn, IsInt, IsNotEmpty, IsString, IsTimeZone, Max, Min } from 'class-validator';
import { Env } from './env.js';
import { IsAddress } from './is-address.js';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What every service needs to know; a service's own configuration extends it. */
export class ServiceConfig {
  /** 0: any free port. */
  @Env('PORT', { expected: 'a port, 0 to 65535' })
  @IsInt()
  @Min(0)
  @Max(65_535)
  port: number = 0;

  @Env('HOST', { expected: 'a host name or an address to listen on' })
  @IsString()
  @IsNotEmpty()
  host: string = '127.0.0.1';

  @Env('LOG_LEVEL', { expected: `one of ${logLevels.join(', ')}` })
  @IsIn(logLevels)
  logLevel: LogLevel = 'info';

  /** The OpenID Connect issuer whose tokens are accepted, exactly as in their `iss`. */
  @Env('OIDC_ISSUER', { expected: 'the address of the issuer of tokens, such as https://login.example.org' })
  @IsAddress(['http:', 'https:'])
  issuer: string;

  /** This service's own role in the database. */
  @Env(['{SERVICE}_DATABASE_URL', 'DATABASE_URL'], {
    expected: 'an address such as postgres://user:password@host:5432/redress',
  })
  @IsAddress(['postgres:', 'postgresql:'])
  databaseUrl: string;

  @Env('REDRESS_TIME_ZONE', { expected: 'a time zone such as Europe/Moscow' })
  @IsTimeZone()
  timeZone: string = 'Europe/Moscow';

  /** Whether a person, or an address nobody signed in from, may ask only so often. */
  @Env('REDRESS_RATE_LIMITS', { expected: 'on or off' })
  @IsIn(['on', 'off'])
  rateLimits: 'on' | 'off' = 'on';

  /** How long a stop may take before it is cut short. */
  @Env('SHUTDOWN_SECONDS', { expected: 'whole seconds, 1 to 300' })
  @IsInt()
  @Min(1)
  @Max(300)
  shutdownSeconds: number = 15;
}
