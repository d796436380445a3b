import type { Fate, Met } from './fate.js';

const inARow = 20;
const lastRecords = 500;
const share = 0.2;
const untried: ReadonlySet<Fate> = new Set(['skipped', 'unknown', 'behind', 'keyless']);
/** With fewer records seen on a partition, a share says nothing. */
const fewestForShare = 100;

interface Seen {
  row: number;
  last: boolean[];
}

/** Too much is being set aside: the fault is the service's, not the records'. */
export class BrakeEngaged extends Error {
  override readonly name = 'BrakeEngaged';
}

/**
 * Stops a service that sets records aside one after another: 20 in a row on a partition, or more than a fifth of its
 * last 500. Records that merely wait behind a parked one, of a type nobody knows or without a usable key do not count:
 * nothing of the service's was tried on them.
 */
export class Brake {
  private readonly partitions = new Map<number, Seen>();
  private isEngaged = false;
  /** When what waits is tried next (`performance.now()`): kept here, as a group whose members come and go begins anew. */
  triesAt?: number;

  get engaged(): boolean {
    return this.isEngaged;
  }

  saw({ partition, fate }: Met): void {
    if (untried.has(fate)) return;
    const seen = this.partitions.get(partition) ?? { row: 0, last: [] };
    this.partitions.set(partition, seen);
    const parked = fate === 'parked';
    seen.row = parked ? seen.row + 1 : 0;
    seen.last.push(parked);
    if (seen.last.length > lastRecords) seen.last.shift();
    if (parked && (seen.row >= inARow || tooLarge(seen.last))) this.isEngaged = true;
  }

  /** A record was taken again: count from the beginning. */
  release(): void {
    this.partitions.clear();
    this.isEngaged = false;
  }
}

function tooLarge(last: boolean[]): boolean {
  return last.length >= fewestForShare && last.filter(Boolean).length > last.length * share;
}
