import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { WaysIn } from './ways-in.js';

const everyMs = 10 * 60 * 1000;

/** Forgets the addresses of who asked to be let in, when that is over. */
@Injectable()
export class ForgetWaysIn implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ForgetWaysIn.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly waysIn: WaysIn) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Never rejects: what stays today goes with the next run. */
  private async run(): Promise<void> {
    try {
      await this.waysIn.forget();
    } catch (error) {
      this.log.warn(`Old ways in stay until the next run: ${(error as Error).name}`);
    }
  }
}
