import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

const everyMs = 60 * 60 * 1000;

/** A day more than the seven that are promised. */
const forget = `
  DELETE FROM idempotency_key WHERE ctid IN (
    SELECT ctid FROM idempotency_key WHERE used_at < now() - interval '8 days' LIMIT 10000
  )`;

/** Forgets idempotency keys that are older than anybody may rely on. */
@Injectable()
export class ForgetKeys implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ForgetKeys.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Never rejects: what stays today goes with the next run. */
  async run(): Promise<void> {
    try {
      while ((await this.dataSource.query(forget))[1] > 0);
    } catch (error) {
      this.log.warn(`Old idempotency keys stay until the next run: ${(error as Error).name}`);
    }
  }
}
