import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Journal, post } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { Rounds } from './rounds.js';
import { isAnyQueueDirty, takeChangedQueues } from './storage/queues.js';

/** Queues in one transaction, at most. */
const chunk = 100;

/** Posts every changed queue on `assignments`, whole; changes within half a second share one document. */
@Injectable()
export class QueuePublisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(QueuePublisher.name, () => this.publish(new Date()), {
    everyMs: 500,
    gapMs: 0,
  });

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async publish(at: Date): Promise<void> {
    while (await this.publishSome(at));
  }

  /** True when there may be more. */
  private async publishSome(at: Date): Promise<boolean> {
    if (!(await isAnyQueueDirty(this.dataSource.manager))) return false;
    return await this.journal.decide(async (tx) => {
      const queues = await takeChangedQueues(tx, chunk, at);
      return {
        answer: queues.length === chunk,
        say: queues.map((queue) => post('assignments', queue.specialistId, queue)),
      };
    });
  }
}
