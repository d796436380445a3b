import type { Fault } from './fault.js';
import { wait } from './wait.js';

/** Lets a deployment work for a while. */
export function goOn(ms: number): Fault {
  return ({ signal }) => wait(ms, signal);
}
