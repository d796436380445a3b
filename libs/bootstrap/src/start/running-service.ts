import type { DynamicModule, Type } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import type { ServiceConfig } from '../config/service.config.js';

export interface ServiceOptions {
  /** Its bare name: schema, group, source of its events. */
  service: string;
  /** The app's module. */
  module: Type | DynamicModule;
  config: ServiceConfig;
  /** How it hears the journal. Its `listen` must not wait for a broker. */
  strategy?: (app: NestFastifyApplication) => CustomTransportStrategy | undefined;
  /** Where log lines go; standard output when absent. */
  logTo?: DestinationStream;
}

export interface RunningService {
  /** Where it answers. */
  url: string;
  app: NestFastifyApplication;
  /** Refuses new requests, finishes running ones, closes everything. Rejects when `shutdownSeconds` were not enough. */
  stop(): Promise<void>;
}
