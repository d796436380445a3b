import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../part.js';
import { end } from '../processes/end.js';
import type { Command, Processes, Started } from '../processes/processes.js';
import { until } from '../until.js';
import { type BrokerSecurity, takesGroups } from './admin.js';
import { clusterId } from './cluster-id.js';
import { type BrokerSettings, serverProperties } from './server-properties.js';

export interface BrokerOptions {
  dataDir: string;
  port: number;
  controllerPort: number;
  log: string;
  /** In the place of, and besides, what our broker is set to. */
  settings?: BrokerSettings;
  /** How it wants to be spoken to when those settings say so: as somebody who may describe every group. */
  security?: BrokerSecurity;
}

/**
 * Little memory, and a patient second compiler: by default it spends two seconds of the processor on code that only the start
 * runs; what stays busy is still compiled.
 */
export const serverFlags = [
  '-Xms128m',
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:Tier4InvocationThreshold=25000',
  '-XX:Tier4MinInvocationThreshold=6000',
  '-XX:Tier4CompileThreshold=75000',
  '-XX:Tier4BackEdgeThreshold=200000',
];

export interface JavaBrokerOptions extends BrokerOptions {
  java: string;
  jars: string;
  /** More of them for Java. */
  flags: string[];
  stopSeconds?: number;
}

/** Apache Kafka in a Java process of this machine. */
export function javaBroker(options: JavaBrokerOptions, processes: Processes): Part {
  // A SIGTERM in the first moments of the broker's life is lost, hence the limit.
  const { dataDir, port, controllerPort, log, flags: more, stopSeconds = 8 } = options;
  // All paths are relative to its folder, so that no character of the folder's name can disturb a settings file.
  const command = (...args: string[]): Command => ({
    file: options.java,
    args: ['-cp', join(options.jars, '*'), ...args],
    cwd: dataDir,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    log,
  });
  const launch = async (signal: AbortSignal): Promise<Started> => {
    mkdirSync(dataDir, { recursive: true });
    const place = { port, controllerPort, host: '127.0.0.1', logDir: 'log' };
    writeFileSync(join(dataDir, 'server.properties'), serverProperties(place, options.settings));
    copyFileSync(join(import.meta.dirname, '../../kafka/log4j2.xml'), join(dataDir, 'log4j2.xml'));
    const formatted = join(dataDir, 'formatted');
    if (!existsSync(formatted)) {
      rmSync(join(dataDir, 'log'), { recursive: true, force: true });
      const flags = ['-t', clusterId(dataDir), '-c', 'server.properties', '--standalone'];
      await processes.run(command('-XX:TieredStopAtLevel=1', 'kafka.tools.StorageTool', 'format', ...flags), signal);
      writeFileSync(formatted, '');
    }
    return processes.launch(
      command(...serverFlags, ...more, '-Dlog4j2.configurationFile=log4j2.xml', 'kafka.Kafka', 'server.properties'),
    );
  };
  const ready = (signal: AbortSignal) => until(() => takesGroups([`127.0.0.1:${port}`], options.security), signal, 100);
  return { name: 'kafka', log, launch, ready, stop: (started) => end(started, 'SIGTERM', stopSeconds) };
}
