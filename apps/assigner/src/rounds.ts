import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Nudge } from '@redress/messaging';

export interface RoundTimes {
  /** The longest pause between two rounds, in milliseconds. */
  everyMs: number;
  /** The shortest one: what comes meanwhile shares the next round. */
  gapMs: number;
}

/** Does some work again and again, never twice at once: at once when nudged, and in any case every so often. */
export class Rounds {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private readonly nudged = new Nudge();
  private running = Promise.resolve();

  constructor(
    name: string,
    private readonly work: (stopping: AbortSignal) => Promise<unknown>,
    private readonly times: RoundTimes,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.running = this.run();
  }

  nudge(): void {
    this.nudged.signal();
  }

  /** Resolves when the round that is under way has ended; long work is told by its signal to leave the rest. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.nudge();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; ) {
      try {
        await this.work(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        // The message of a database's error may quote values.
        if (failures === 1) this.logger.warn(`a round failed and is tried again: ${(error as Error).name}`);
      }
      await pause(failures > 0 ? this.times.everyMs : this.times.gapMs, undefined, { signal }).catch(() => undefined);
      if (failures === 0) await this.nudged.wait(this.times.everyMs);
    }
  }
}
