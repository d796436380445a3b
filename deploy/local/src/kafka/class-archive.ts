import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPart } from '../part.js';
import { freePorts } from '../ports.js';
import type { Processes } from '../processes/processes.js';
import { createTopics } from './admin.js';
import type { FoundJava } from './java.js';
import { javaBroker } from './java-broker.js';

/** Two brokers with little to do start, end and write down what they loaded within this, on a busy machine too. */
const patienceSeconds = 120;

/**
 * The classes a broker loads when it starts, as this very Java and these jars have them in memory: with it a broker that was
 * killed is there again for a third less of the processor's time (Java's class data sharing, JEP 350). The file's name
 * changes with the Java; one that does not fit is passed over by Java itself.
 */
export function classArchive(jars: string, { version }: FoundJava): string {
  return join(jars, `classes-${createHash('sha256').update(version).digest('hex').slice(0, 12)}.jsa`);
}

/** Has a broker of its own, with nothing on it, write the archive when it ends. Rejects when it could not. */
export async function makeClassArchive(
  { jars, found }: { jars: string; found: FoundJava },
  { processes, signal }: { processes: Processes; signal: AbortSignal },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-classes-'));
  const archive = classArchive(jars, found);
  const unfinished = `${archive}.${process.pid}`;
  try {
    const [port, controllerPort] = (await freePorts(2)) as [number, number];
    const place = { dataDir: join(folder, 'kafka'), port, controllerPort, log: join(folder, 'kafka.log') };
    const flags = [`-XX:ArchiveClassesAtExit=${unfinished}`];
    const part = javaBroker({ ...place, java: found.java, jars, flags, stopSeconds: patienceSeconds }, processes);
    const { started, stop } = await startPart(part, patienceSeconds, signal);
    try {
      await createTopics([`127.0.0.1:${port}`], '');
    } finally {
      await stop();
    }
    await started.exited;
    renameSync(unfinished, archive);
  } finally {
    rmSync(unfinished, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The flags that make use of the archive, where there is one. */
export function sharingClasses(jars: string, found: FoundJava): string[] {
  const archive = classArchive(jars, found);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
}
