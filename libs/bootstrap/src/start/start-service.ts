import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import type { ServiceConfig } from '../config/service.config.js';
import { StartError } from '../config/start-error.js';
import { makeAdapter, watchRequests } from '../edge/http-server.js';
import { RateLimits } from '../edge/rate-limits.js';
import { readJson } from '../edge/read-json.js';
import { passLines } from '../edge/takes-lines.js';
import { type Log, makeLog } from '../log/log.js';
import { NestLog } from '../log/nest-log.js';
import { describeApi } from '../openapi/describe-api.js';
import { OpenApiController } from '../openapi/openapi.controller.js';
import { OpenStreams } from '../stream/open-streams.js';
import type { RunningService, ServiceOptions } from './running-service.js';
import { ServiceModule } from './service.module.js';
import { stopService } from './stop-service.js';

@Module({})
class Service {}

async function listen(app: NestFastifyApplication, { port, host }: ServiceConfig): Promise<string> {
  try {
    await app.listen(port, host);
    return await app.getUrl();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw error;
    const what = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${code})`;
    throw new StartError(`Port ${port} of ${host} ${what}: set PORT and HOST to a free one`, { cause: error });
  }
}

/** The app and what it hears the journal with, wired and not started: nothing of it runs, nothing listens. */
async function makeApp(options: ServiceOptions, log: Log): Promise<NestFastifyApplication> {
  const { service, config } = options;
  const root: DynamicModule = {
    module: Service,
    imports: [ServiceModule.forService({ service, config, log }), options.module],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, makeAdapter(), {
    logger: new NestLog(log.lines),
    abortOnError: false,
    bodyParser: false,
  });
  const strategy = options.strategy?.(app);
  if (strategy) app.connectMicroservice({ strategy });
  return app;
}

/**
 * Makes a service for somebody who needs its parts alone: its providers and handlers are there, but no loop of it runs,
 * it hears nothing and answers nobody. The caller closes it.
 */
export function prepareService(options: ServiceOptions): Promise<NestFastifyApplication> {
  return makeApp(options, makeLog(options.service, options.config.logLevel, options.logTo));
}

/**
 * Starts a service: its module, the HTTP edge around it, its way to hear the journal. Resolves once it listens.
 * Throws {@link StartError} for what somebody has to change first.
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { service, config } = options;
  const log = makeLog(service, config.logLevel, options.logTo);
  const app = await makeApp(options, log);
  try {
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    readJson(fastify);
    passLines(fastify);
    watchRequests(fastify, log.lines, app.get(Registry));
    if (config.rateLimits === 'on') await app.get(RateLimits).start(app);
    // Streams have no end of their own.
    fastify.addHook('preClose', async () => app.get(OpenStreams).endAll());
    await app.init();
    app.get(OpenApiController).publish(describeApi(app, service));
    await app.startAllMicroservices();
    const url = await listen(app, config);
    log.lines.info({ url }, 'listening');
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= stopService(app, config.shutdownSeconds);
      return stopping;
    };
    return { url, app, stop };
  } catch (error) {
    await app.close();
    throw error;
  }
}
