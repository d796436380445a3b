/** Wakes a waiting loop early; given while nobody waits, it is kept for the next wait. */
export class Signal {
  private isGiven = false;
  private wake?: () => void;

  give(): void {
    this.isGiven = true;
    this.wake?.();
  }

  /** Resolves when the signal is given, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.isGiven) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = undefined;
    }
    this.isGiven = false;
  }
}
