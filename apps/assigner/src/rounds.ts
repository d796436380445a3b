import { Logger } from '@nestjs/common';

export interface RoundTimes {
  /** The longest pause between two rounds, in milliseconds. */
  everyMs: number;
  /** The shortest one: what comes meanwhile shares the next round. */
  gapMs: number;
}

/** Does some work again and again, never twice at once: at once when nudged, and in any case every so often. */
export class Rounds {
  private readonly logger: Logger;
  private nudged = false;
  private stopped = false;
  private wake?: () => void;
  private running = Promise.resolve();

  constructor(
    name: string,
    private readonly work: () => Promise<unknown>,
    private readonly times: RoundTimes,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.running = this.run();
  }

  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  /** Resolves when the round that is under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped; ) {
      this.nudged = false;
      try {
        await this.work();
        failures = 0;
      } catch (error) {
        failures += 1;
        // The message of a database's error may quote values.
        if (failures === 1) this.logger.warn(`a round failed and is tried again: ${(error as Error).name}`);
      }
      await this.pause(failures > 0 ? this.times.everyMs : this.times.gapMs);
      if (!this.nudged) await this.pauseUntilNudged(this.times.everyMs);
    }
  }

  private async pause(ms: number): Promise<void> {
    if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  private async pauseUntilNudged(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
