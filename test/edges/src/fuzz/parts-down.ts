import { Chance } from '../../../faults/src/chance.js';
import type { Deployment } from '../../../faults/src/deployment/deployment.js';
import { killPart, stopPart } from '../../../faults/src/faults/stop-process.js';
import { wait } from '../../../faults/src/faults/wait.js';

const between = 2_000;
/** Longer than anybody is kept waiting for an answer. */
const hanging = 7_000;

/** Stops and kills the database and the broker, one after the other, until the signal. */
export async function takePartsDown(
  deployment: Deployment,
  { seed, signal, say }: { seed: number; signal: AbortSignal; say: (line: string) => void },
): Promise<void> {
  const scene = { deployment, chance: new Chance(seed), signal, say };
  const faults = [stopPart('postgres', hanging), killPart('postgres'), stopPart('kafka', hanging), killPart('kafka')];
  for (let nth = 0; !signal.aborted; nth += 1) {
    await faults[nth % faults.length]?.(scene);
    await wait(between, signal);
  }
}
