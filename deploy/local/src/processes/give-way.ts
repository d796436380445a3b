import { writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** A third of the share of a process that does not give way, when both want the same processor. */
const niceness = 5;

/**
 * Lets a process that was started in a group of its own give way to those that do not, where this machine can: what is being
 * started again is then ready soon, however much the others have to do. Never throws.
 */
export function giveWay(pid: number): void {
  for (const ask of [
    () => setPriority(pid, Math.min(getPriority(pid) + niceness, 19)),
    // Where Linux shares the processor out among sessions first, the priority of a process counts within its own alone.
    () => writeFileSync(`/proc/${pid}/autogroup`, String(niceness)),
  ]) {
    try {
      ask();
    } catch {
      // It has ended, or the machine has no such thing: then all are served alike.
    }
  }
}
