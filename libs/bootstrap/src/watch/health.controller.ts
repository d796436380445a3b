import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiOkResponse, ApiServiceUnavailableResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Unlimited } from '../edge/rate-limit.js';
import { Public } from '../sign-in/roles.js';
import { Bounded } from './bounded-check.js';
import { HEALTH_CHECKS, type HealthCheck } from './health-check.js';

/** What `/health/ready` answers. */
export interface Readiness {
  status: 'up' | 'down';
  checks: Record<string, 'up' | 'down'>;
}

/** Is the process alive, and are the parts there that it leans on? */
@Public()
@Unlimited()
@Controller('health')
export class HealthController {
  private checks: Bounded[] | undefined;

  constructor(private readonly modules: ModuleRef) {}

  /** 200 as long as the process turns: says nothing about what it leans on. */
  @Get('live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 200 when every required part is up, else 503. */
  @Get('ready')
  @ApiOkResponse({ description: 'Every part that it leans on is up' })
  @ApiServiceUnavailableResponse({ description: 'A part that it leans on is down' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    this.checks ??= this.find().map((check) => new Bounded(check));
    const results = await Promise.all(this.checks.map(async (check) => ({ check, state: await check.run() })));
    const isReady = results.every(({ check, state }) => state === 'up' || !check.required);
    reply.status(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    if (!isReady) reply.header('retry-after', '1');
    return {
      status: isReady ? 'up' : 'down',
      checks: Object.fromEntries(results.map(({ check, state }) => [check.name, state])),
    };
  }

  private find(): HealthCheck[] {
    const own = this.lookUp<HealthCheck[]>(HEALTH_CHECKS) ?? [];
    const database = this.lookUp<DataSource>(DataSource);
    if (!database) return own;
    const answers = async () => {
      await database.query('SELECT 1');
      return 'up' as const;
    };
    return [{ name: 'postgres', required: true, check: answers }, ...own];
  }

  private lookUp<T>(token: Parameters<ModuleRef['get']>[0]): T | undefined {
    try {
      return this.modules.get<T>(token, { strict: false });
    } catch {
      return undefined; // this service has none
    }
  }
}
