const mostExits = 5;

/** When a part that ended is started again: soon, a little later each time it did not get ready, and not for ever. */
export class RestartPolicy {
  private inARow = 0;

  /** How many milliseconds to wait before the next start; undefined: give up. `wasReady`: it got ready before it ended. */
  afterExit(wasReady: boolean): number | undefined {
    this.inARow = wasReady ? 1 : this.inARow + 1;
    return this.inARow < mostExits ? 100 * 2 ** this.inARow : undefined;
  }
}
