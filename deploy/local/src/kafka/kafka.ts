import { existsSync } from 'node:fs';
import { type Part, startPart } from '../part.js';
import { freePorts } from '../ports.js';
import { Problem } from '../problem.js';
import { Processes } from '../processes/processes.js';
import { classArchive, makeClassArchive, sharingClasses } from './class-archive.js';
import { dockerBroker, dockerLack, kafkaImage } from './docker-broker.js';
import { fetchJars, hasMaven, jarFolder } from './jars.js';
import { findJava } from './java.js';
import { type BrokerOptions, javaBroker } from './java-broker.js';

export interface BrokerChoice {
  processes: Processes;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Told, in a line, what takes a while and what was chosen for want of something better. */
  say(line: string): void;
}

/**
 * The broker as a part: in Java when there is a Java and its jars are cached or Maven can bring them, else in a container.
 * When neither can be had, the problem names the ways there are.
 */
export async function kafkaPart(options: BrokerOptions, choice: BrokerChoice): Promise<Part> {
  const { processes, env, signal, say } = choice;
  const found = findJava(env);
  const jars = jarFolder(env);
  const cached = existsSync(jars);
  const javaLack = 'lack' in found ? found.lack : cached || hasMaven(env) ? undefined : 'there is no Maven on the path';
  if ('java' in found && !javaLack) {
    if (!cached) {
      say("Fetching Apache Kafka's jars with Maven, once for this machine");
      await fetchJars(jars, { processes, log: options.log, signal });
    }
    if (!existsSync(classArchive(jars, found))) {
      say('Preparing Apache Kafka to start quicker, once for this machine');
      await makeClassArchive({ jars, found }, { processes, signal }).catch((error: Error) => {
        signal.throwIfAborted();
        say(`Kafka starts slower than it could: ${error.message}`);
      });
    }
    return javaBroker({ ...options, java: found.java, jars, flags: sharingClasses(jars, found) }, processes);
  }
  const engineLack = await dockerLack(env, (pull) => processes.run({ ...pull, log: options.log }, signal));
  signal.throwIfAborted();
  if (!engineLack) {
    say(`Kafka runs in Docker, because ${javaLack}`);
    return dockerBroker(options, processes);
  }
  throw new Problem(
    `Kafka cannot be started, because ${javaLack} and ${engineLack}: install Java 17 or newer with Maven, or start a Docker engine that has ${kafkaImage}, or set KAFKA_BROKERS to a broker of yours`,
  );
}

/** Starts a broker on its own, for tests. Ports that are 0 or missing are free ones. */
export async function startKafka(
  options: Pick<BrokerOptions, 'dataDir'> & Partial<BrokerOptions>,
): Promise<{ brokers: string[]; pid: number; stop(): Promise<void> }> {
  const [port, controllerPort] = (await freePorts(2)) as [number, number];
  const whole = {
    log: `${options.dataDir}.log`,
    ...options,
    port: options.port || port,
    controllerPort: options.controllerPort || controllerPort,
  };
  const signal = AbortSignal.timeout(300_000);
  const part = await kafkaPart(whole, { processes: new Processes(), env: process.env, signal, say: () => {} });
  const { started, stop } = await startPart(part);
  return { brokers: [`127.0.0.1:${whole.port}`], pid: started.pid, stop };
}
