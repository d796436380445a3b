import { readFileSync } from 'node:fs';
import { type Identity, identify } from './identity.js';

/**
 * The processes that started this one, nearest first, as many as asked for: when one of them is killed, nobody is there any
 * more to end this one.
 */
export function ancestors(count: number): Identity[] {
  const found: Identity[] = [];
  for (let pid = process.ppid; found.length < count && pid > 1; pid = parentOf(pid)) {
    const identity = identify(pid);
    if (identity) found.push(identity);
  }
  return found;
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
