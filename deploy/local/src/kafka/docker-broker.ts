import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../part.js';
import { end } from '../processes/end.js';
import type { Command, Processes, Started } from '../processes/processes.js';
import { until } from '../until.js';
import { takesGroups } from './admin.js';
import { clusterId } from './cluster-id.js';
import { kafkaVersion } from './jars.js';
import { type BrokerOptions, serverFlags } from './java-broker.js';
import { type BrokerPlace, type BrokerSettings, serverProperties } from './server-properties.js';

export const kafkaImage = `apache/kafka:${kafkaVersion}`;
const dataPath = '/var/lib/kafka/data';
const logDir = `${dataPath}/redress`;

// Nothing is mounted from this machine: the engine may be another one's, and its user may not see our folders.
const startScript = `
set -e
cd /tmp
printf '%s' "$SERVER_PROPERTIES" > server.properties
printf '%s' "$LOG4J2" > log4j2.xml
if ! [ -f ${logDir}/meta.properties ]; then
  java -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format -t "$CLUSTER_ID" -c server.properties --standalone --ignore-formatted
fi
exec java ${serverFlags.join(' ')} -Dlog4j2.configurationFile=log4j2.xml -cp '/opt/kafka/libs/*' kafka.Kafka server.properties
`;

/** Whether an engine answers and has the image or can get it; else why not, in words that follow "because". */
export async function dockerLack(
  env: NodeJS.ProcessEnv,
  pull: (command: Omit<Command, 'log'>) => Promise<void>,
): Promise<string | undefined> {
  const docker = (...args: string[]) => spawnSync('docker', args, { env, stdio: 'ignore', timeout: 5000 }).status === 0;
  if (!docker('version')) return 'no Docker engine answers';
  if (docker('image', 'inspect', kafkaImage)) return undefined;
  try {
    await pull({ file: 'docker', args: ['pull', '-q', kafkaImage], env });
    return undefined;
  } catch {
    return `the Docker engine cannot get the image ${kafkaImage}`;
  }
}

/** What a container is started with to be our broker; it must be reachable at the very port. */
export interface BrokerContainer {
  image: string;
  entrypoint: string;
  args: string[];
  env: { SERVER_PROPERTIES: string; LOG4J2: string; CLUSTER_ID: string };
}

/** The official image, started with a script and settings of ours, and `more`. `owner` says whose data it keeps. */
export function brokerContainer(
  place: Pick<BrokerPlace, 'port' | 'controllerPort' | 'advertised'>,
  owner: string,
  more?: BrokerSettings,
): BrokerContainer {
  const env = {
    SERVER_PROPERTIES: serverProperties({ ...place, host: '0.0.0.0', logDir }, more),
    LOG4J2: readFileSync(join(import.meta.dirname, '../../kafka/log4j2.xml'), 'utf8'),
    // The same every time, so that a format that was cut off can be gone through again.
    CLUSTER_ID: clusterId(owner),
  };
  return { image: kafkaImage, entrypoint: '/bin/sh', args: ['-c', startScript], env };
}

/** Apache Kafka in a container; its data is in a volume of the engine, named after the data folder. */
export function dockerBroker(options: BrokerOptions, processes: Processes): Part {
  const { dataDir, port, controllerPort, log } = options;
  const name = containerName(dataDir);
  const launch = async (): Promise<Started> => {
    mkdirSync(dataDir, { recursive: true });
    spawnSync('docker', ['rm', '-f', name], { stdio: 'ignore' });
    const { image, entrypoint, args, env } = brokerContainer({ port, controllerPort }, dataDir, options.settings);
    const passed = Object.keys(env).flatMap((variable) => ['-e', variable]);
    const outside = ['-p', `127.0.0.1:${port}:${port}`, '-v', `${name}:${dataPath}`];
    const inside = ['--entrypoint', entrypoint, image, ...args];
    const flags = ['run', '--rm', '--init', '--name', name, ...outside, ...passed, ...inside];
    return processes.launch({ file: 'docker', args: flags, env: { ...process.env, ...env }, log });
  };
  const stop = async (started: Started) => {
    spawnSync('docker', ['stop', '-t', '8', name], { stdio: 'ignore' });
    await end(started, 'SIGTERM', 1);
    spawnSync('docker', ['rm', '-f', name], { stdio: 'ignore' });
  };
  const ready = (signal: AbortSignal) => until(() => takesGroups([`127.0.0.1:${port}`], options.security), signal, 100);
  return { name: 'kafka', log, launch, ready, stop };
}

/** Forgets the data that the engine keeps for this data folder. */
export function removeDockerBroker(dataDir: string): void {
  spawnSync('docker', ['rm', '-f', containerName(dataDir)], { stdio: 'ignore' });
  spawnSync('docker', ['volume', 'rm', containerName(dataDir)], { stdio: 'ignore' });
}

function containerName(dataDir: string): string {
  return `redress-kafka-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
}
