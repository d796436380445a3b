import { readdirSync, readFileSync } from 'node:fs';

/** Sends a signal; false when there is no such process. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  if (pid <= 1) return false;
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** What was stopped and not continued yet, so that nothing stays stopped, however the campaign ends. */
export class StoppedProcesses {
  private readonly pids = new Set<number>();

  stop(pids: number[]): void {
    for (const pid of pids) if (signal(pid, 'SIGSTOP')) this.pids.add(pid);
  }

  continue(pids: number[]): void {
    for (const pid of pids) {
      signal(pid, 'SIGCONT');
      this.pids.delete(pid);
    }
  }

  continueAll(): void {
    this.continue([...this.pids]);
  }
}

/** A process and everything it started, itself first: PostgreSQL is a process per connection. */
export function family(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const one of found) found.push(...(children.get(one) ?? []));
  return found;
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in parentheses and may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
