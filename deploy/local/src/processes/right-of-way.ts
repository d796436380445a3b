import { writeFileSync } from 'node:fs';

/** A third of the share of a process that does not give way, when both want the same processor. */
const giving = 5;
const usual = 0;
const againMs = 100;

/**
 * While something is being started, what is ready gives way to it: it is then there soon, however much the others have to
 * do. Linux shares its processors out among sessions, and each process here leads one; elsewhere all are served alike.
 */
export class RightOfWay {
  private readonly starting = new Set<number>();
  /** Those that can give way, with what was last told of each. */
  private readonly ready = new Map<number, number>();
  private again: NodeJS.Timeout | undefined;

  starts(pid: number): void {
    this.starting.add(pid);
    this.settle();
  }

  /** It does not start any more; from now on it gives way to others, if it may be asked to. */
  isReady(pid: number, givesWay: boolean): void {
    this.starting.delete(pid);
    if (givesWay) this.ready.set(pid, usual);
    this.settle();
  }

  ended(pid: number): void {
    this.starting.delete(pid);
    this.ready.delete(pid);
    this.settle();
  }

  private settle(): void {
    clearTimeout(this.again);
    const niceness = this.starting.size > 0 ? giving : usual;
    const others = [...this.ready].filter(([, told]) => told !== niceness);
    const told = others.filter(([pid]) => tell(pid, niceness));
    for (const [pid] of told) this.ready.set(pid, niceness);
    if (told.length < others.length) this.again = setTimeout(() => this.settle(), againMs).unref();
  }
}

/** False: the kernel hears ten a second from users like us, and this was one too many. */
function tell(pid: number, niceness: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EAGAIN';
  }
}
