import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Registry } from 'prom-client';
import { ServiceConfig } from '../config/service.config.js';
import { Deadline } from '../edge/deadline.js';
import { ProblemFilter } from '../edge/problem.filter.js';
import { RateLimits } from '../edge/rate-limits.js';
import { ValidInput } from '../edge/valid-input.js';
import { Log, makeLog } from '../log/log.js';
import { OpenApiController } from '../openapi/openapi.controller.js';
import { SignInGuard } from '../sign-in/sign-in.guard.js';
import { TokenCheck } from '../sign-in/token-check.js';
import { OpenStreams } from '../stream/open-streams.js';
import { HealthController } from '../watch/health.controller.js';
import { MetricsController, makeRegistry } from '../watch/metrics.controller.js';

interface Surroundings {
  service: string;
  config: ServiceConfig;
  log?: Log;
}

/**
 * What every service has around its own module: sign-in check, validation, problems, health, metrics, OpenAPI and log.
 * `startService` adds it by itself; a test that makes a service's module imports it beside that module.
 */
@Module({})
export class ServiceModule {
  static forService({ service, config, log = makeLog(service, config.logLevel) }: Surroundings): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      controllers: [HealthController, MetricsController, OpenApiController],
      providers: [
        { provide: ServiceConfig, useValue: config },
        { provide: Log, useValue: log },
        { provide: Registry, useFactory: () => makeRegistry(service) },
        { provide: TokenCheck, useFactory: () => new TokenCheck(config.issuer) },
        OpenStreams,
        RateLimits,
        { provide: APP_GUARD, useClass: SignInGuard },
        { provide: APP_PIPE, useClass: ValidInput },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: Deadline },
      ],
      exports: [Log, OpenStreams, Registry, ServiceConfig, TokenCheck],
    };
  }
}
