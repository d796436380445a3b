import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Ledger, type Settled } from './ledger.js';

const pauseMs = 500;
const triesWhileStopping = 4;

interface Waiting {
  settled: Settled;
  done: () => void;
}

/** Stores how attempts ended, those that end together in one transaction, until the database takes them. */
@Injectable()
export class SettleAttempts {
  private readonly logger = new Logger(SettleAttempts.name);
  private waiting: Waiting[] = [];
  private isStoring = false;
  private isStopping = false;

  constructor(private readonly ledger: Ledger) {}

  /** Resolves when it is committed; or, while the service stops, when the database was asked often enough. */
  store(settled: Settled): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ settled, done });
      if (!this.isStoring) void this.storeAll();
    });
  }

  /** From here on a database that is away is not waited for: what was not stored is uncertain to whoever comes next. */
  stop(): void {
    this.isStopping = true;
  }

  private async storeAll(): Promise<void> {
    this.isStoring = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      await this.storeBatch(batch.map(({ settled }) => settled));
      for (const { done } of batch) done();
    }
    this.isStoring = false;
  }

  private async storeBatch(batch: Settled[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.ledger.settle(batch);
      } catch (error) {
        if (tries % 20 === 1) this.logger.warn(`cannot store how mails ended: ${(error as Error).name}`);
        if (this.isStopping && tries >= triesWhileStopping) return;
        await pause(pauseMs);
      }
    }
  }
}
