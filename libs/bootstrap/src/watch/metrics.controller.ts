import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Unlimited } from '../edge/rate-limit.js';
import { Public } from '../sign-in/roles.js';

/** A registry of this service alone: several services in one process keep their figures apart. */
export function makeRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

@Public()
@Unlimited()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  /** Everything this service counts, in Prometheus' text format. */
  @Get()
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('content-type', this.registry.contentType);
    return this.registry.metrics();
  }
}
