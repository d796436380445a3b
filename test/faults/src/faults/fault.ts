import type { Producer } from 'kafkajs';
import type { Chance } from '../chance.js';
import type { Deployment } from '../deployment/deployment.js';

/** Where faults are done. */
export interface Scene {
  deployment: Deployment;
  chance: Chance;
  /** Producer of the campaign's own, to put on topics what no service said. */
  producer: Producer;
  /** Complaints accepted a moment ago, the latest last. */
  recent: readonly string[];
  /** Holds back what callers would post, or lets them go on. */
  hold(isHeld: boolean): void;
  signal: AbortSignal;
  /** A line for whoever watches. */
  say(line: string): void;
}

/** Something that goes wrong with a process, whoever works with it. */
export type ProcessFault = (scene: Pick<Scene, 'deployment' | 'chance' | 'signal' | 'say'>) => Promise<void>;

/** Something that goes wrong, and is over when it resolves. */
export type Fault = (scene: Scene) => Promise<void>;
