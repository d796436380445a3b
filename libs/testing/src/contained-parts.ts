import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';
import { type BrokerContainer, brokerContainer, freePorts, takesGroups } from '../../../deploy/local/src/index.js';
import { eventually } from './eventually.js';

/** PostgreSQL and Kafka in containers of this run's own. */
export interface ContainedParts {
  databaseUrl: string;
  brokers: string[];
  stop(): Promise<void>;
}

/** Nothing answers where an engine would. */
export class NoEngine extends Error {
  constructor() {
    super('no container engine answers');
  }
}

export const postgresImage = 'postgres:18-alpine';

/** As the embedded server is run for tests: enough connections, and nothing to be relied on after a power cut. */
const postgresFlags = ['max_connections=200', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const startMs = 120_000;
const pingMs = 2_000;

/**
 * Starts both in containers. Throws {@link NoEngine} (within milliseconds when there is none), or an error whose words
 * follow "because", when an image cannot be had or a container does not start.
 */
export async function startContainedParts(env: NodeJS.ProcessEnv): Promise<ContainedParts> {
  if (!(await answers(env))) throw new NoEngine();
  // Costs half a second to load: only where there is something to talk to.
  const { getContainerRuntimeClient } = await import('testcontainers');
  const engine = await getContainerRuntimeClient();
  const place = await freePlace(engine.info.containerRuntime.host);
  const broker = brokerContainer(place, 'tests');
  for (const image of [postgresImage, broker.image]) {
    if (!(await canHave(engine, image))) throw new Error(`the container engine cannot get the image ${image}`);
  }
  await settleReaper(engine);
  const started = await Promise.allSettled([startPostgres(), startBroker(broker, place)]);
  const stop = async (): Promise<void> => {
    await Promise.all(started.map(async (part) => part.status === 'fulfilled' && part.value.container.stop()));
  };
  const [postgres, kafka] = started;
  if (postgres.status === 'rejected' || kafka.status === 'rejected') {
    await stop();
    throw [postgres, kafka].find((part) => part.status === 'rejected')?.reason;
  }
  return { databaseUrl: postgres.value.url, brokers: [kafka.value.address], stop };
}

/** Whether an engine is where DOCKER_HOST says, or at one of its usual places. */
async function answers(env: NodeJS.ProcessEnv): Promise<boolean> {
  const usual =
    process.platform === 'win32'
      ? ['npipe:////./pipe/docker_engine']
      : ['/var/run', env.XDG_RUNTIME_DIR, join(homedir(), '.docker/run'), join(homedir(), '.docker/desktop')].flatMap(
          (folder) => (folder ? [`unix://${folder}/docker.sock`] : []),
        );
  const replies = await Promise.all((env.DOCKER_HOST ? [env.DOCKER_HOST] : usual).map(ping));
  return replies.includes(true);
}

function ping(address: string): Promise<boolean> {
  const [, socketPath] = /^(?:unix|npipe):\/\/(.*)$/.exec(address) ?? [];
  const url = URL.parse(address.replace(/^tcp:/, 'http:'));
  if (!socketPath && !url) return Promise.resolve(false);
  const target = socketPath ? { socketPath } : { host: url?.hostname, port: url?.port };
  return new Promise((settle) => {
    const asked = request({ ...target, path: '/_ping', timeout: pingMs }, (reply) => {
      reply.resume();
      settle(true);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => settle(false));
    asked.end();
  });
}

async function canHave(engine: ContainerRuntimeClient, image: string): Promise<boolean> {
  const { ImageName } = await import('testcontainers');
  try {
    // Asks for it only when it is not there yet.
    await engine.image.pull(ImageName.fromString(image));
    return true;
  } catch {
    return false;
  }
}

/** What ends the containers of a run that was killed comes as an image too; without it, the run alone ends them. */
async function settleReaper(engine: ContainerRuntimeClient): Promise<void> {
  const { getReaper } = await import('testcontainers');
  await getReaper(engine).catch(() => {
    process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  });
}

async function startPostgres(): Promise<{ container: StartedTestContainer; url: string }> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer(postgresImage)
    .withDatabase('postgres')
    .withUsername('postgres')
    .withPassword('postgres')
    .withCommand(['postgres', ...postgresFlags.flatMap((flag) => ['-c', flag])])
    .withStartupTimeout(startMs)
    .start();
  return { container, url: container.getConnectionUri() };
}

interface Place {
  port: number;
  controllerPort: number;
  advertised: string;
}

/** Clients are told to come to this very port, so it must be the same inside and outside. */
async function freePlace(advertised: string): Promise<Place> {
  const [port, controllerPort] = (await freePorts(2)) as [number, number];
  return { port, controllerPort, advertised };
}

async function startBroker(
  { image, entrypoint, args, env }: BrokerContainer,
  { port, advertised }: Place,
): Promise<{ container: StartedTestContainer; address: string }> {
  const { GenericContainer } = await import('testcontainers');
  const container = await new GenericContainer(image)
    .withEntrypoint([entrypoint])
    .withCommand(args)
    .withEnvironment(env)
    .withExposedPorts({ container: port, host: port })
    .withStartupTimeout(startMs)
    .start();
  const address = `${advertised}:${port}`;
  try {
    await eventually('the broker to take groups', () => takesGroups([address]), { within: startMs, every: 100 });
    return { container, address };
  } catch (error) {
    await container.stop();
    throw error;
  }
}
