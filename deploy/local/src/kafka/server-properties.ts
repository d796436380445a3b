/** Where a broker listens and keeps its data. */
export interface BrokerPlace {
  port: number;
  controllerPort: number;
  /** The address it listens on. */
  host: string;
  /** The address it tells its clients to come to; 127.0.0.1 if not said. */
  advertised?: string;
  /** As the broker's process sees it. */
  logDir: string;
}

/** Settings of a broker, by their names in `server.properties`. */
export type BrokerSettings = Record<string, string | number | boolean>;

/** One node, broker and controller in one, on little memory. What `more` says goes before what is said here. */
export function serverProperties(
  { port, controllerPort, host, advertised = '127.0.0.1', logDir }: BrokerPlace,
  more: BrokerSettings = {},
): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://${host}:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${advertised}:${port}`,
    'log.dirs': logDir,
    'auto.create.topics.enable': false,
    'message.max.bytes': 2 * 1024 * 1024,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // A killed broker's registration must run out before the next one may take its place.
    'broker.session.timeout.ms': 2000,
    'broker.heartbeat.interval.ms': 500,
    // After a kill the newest segment of every partition is read through: what it holds is how long that takes.
    'log.segment.bytes': 16 * 1024 * 1024,
    'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
    ...more,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
