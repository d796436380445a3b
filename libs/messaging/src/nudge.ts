/** Wakes a loop early: a signal given while nobody waits is kept for the next wait. */
export class Nudge {
  private signalled = false;
  private wake?: () => void;

  signal(): void {
    this.signalled = true;
    this.wake?.();
  }

  /** Resolves at the next signal or after `ms`, whichever is first; true when it was a signal. */
  async wait(ms: number): Promise<boolean> {
    if (!this.signalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = undefined;
    }
    const woken = this.signalled;
    this.signalled = false;
    return woken;
  }
}
