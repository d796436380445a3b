import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Rounds } from './rounds.js';
import { forgetOldChanges } from './storage/queue-changes.js';

const everyMs = 10 * 60_000;

/** Forgets now and then what streams of queues told more than a week ago. */
@Injectable()
export class ForgetChanges implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.rounds = new Rounds(ForgetChanges.name, (stopping) => forgetOldChanges(dataSource.manager, stopping), {
      everyMs,
      gapMs: 0,
    });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }
}
