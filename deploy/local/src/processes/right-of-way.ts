import { readFileSync, writeFileSync } from 'node:fs';

/** A third of the share of a process that does not give way, when both want the same processor. */
const giving = 5;
const usual = 0;
const againMs = 200;

/**
 * While something is being started, what is ready gives way to it: it is then there soon, however much the others have to
 * do. Linux shares its processors out among sessions. Each process here leads one, and so does each that PostgreSQL starts
 * for a connection: a start among them had the share of one query. Elsewhere all are served alike.
 */
export class RightOfWay {
  private readonly starting = new Set<number>();
  private readonly ready = new Set<number>();
  /** The sessions that were told to give way. */
  private told = new Set<number>();
  private again: NodeJS.Timeout | undefined;

  starts(pid: number): void {
    this.starting.add(pid);
    this.settle();
  }

  isReady(pid: number): void {
    this.starting.delete(pid);
    this.ready.add(pid);
    this.settle();
  }

  ended(pid: number): void {
    this.starting.delete(pid);
    this.ready.delete(pid);
    this.settle();
  }

  private settle(): void {
    clearTimeout(this.again);
    const isStarting = this.starting.size > 0;
    const sessions = [...this.ready].flatMap((pid) => [pid, ...childrenOf(pid)]);
    this.told = new Set(
      sessions.filter((pid) => {
        const gives = this.told.has(pid);
        return gives === isStarting || !tell(pid, isStarting ? giving : usual) ? gives : isStarting;
      }),
    );
    // There may be new connections meanwhile, and who was not heard.
    if (isStarting || this.told.size > 0) this.again = setTimeout(() => this.settle(), againMs).unref();
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
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
