import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AclEntry,
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import { freePorts, startKafka } from '../../deploy/local/src/index.js';
import type { Party, Right } from './rights.js';

const administrator = 'admin';
const passwordOf = (login: string): string => `${login}-for-tests`;
const plainLogin = 'org.apache.kafka.common.security.plain.PlainLoginModule required';

const operations = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Create: AclOperationTypes.CREATE,
  Describe: AclOperationTypes.DESCRIBE,
  Delete: AclOperationTypes.DELETE,
};

/** What a client says to get in. */
export interface SignIn {
  mechanism: 'plain';
  username: string;
  password: string;
}

/** A real broker that lets in who has a login, and each do what was given and nothing else. */
export interface GuardedBroker {
  brokers: string[];
  signIn(login: string): SignIn;
  /** A client of this login; of nobody's when it is left out. */
  clientOf(signIn?: SignIn): Kafka;
  give(login: string, right: Right): Promise<void>;
  takeAway(login: string, right: Right): Promise<void>;
  /** As the administrator, whom nothing is denied. */
  groups(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts it with these logins and their rights. */
export async function startGuardedBroker(parties: Party[]): Promise<GuardedBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-access-'));
  const [port, controllerPort] = (await freePorts(2)) as [number, number];
  const signIn = (username: string): SignIn => ({ mechanism: 'plain', username, password: passwordOf(username) });
  const forget = () => rm(folder, { recursive: true, force: true });
  const kafka = await startKafka({
    dataDir: join(folder, 'kafka'),
    port,
    controllerPort,
    settings: guarded(parties, port, controllerPort),
    security: { sasl: signIn(administrator) },
  }).catch(async (error: Error) => {
    await forget();
    throw error;
  });
  const clientOf = (sasl?: SignIn): Kafka =>
    new Kafka({ brokers: kafka.brokers, ...(sasl && { sasl }), logLevel: logLevel.NOTHING, retry: { retries: 2 } });
  const admin = clientOf(signIn(administrator)).admin();
  const stop = async (): Promise<void> => {
    await admin.disconnect();
    await kafka.stop();
    await forget();
  };
  try {
    await admin.connect();
    await admin.createAcls({
      acl: parties.flatMap(({ login, rights }) => rights.flatMap((right) => entriesOf(login, right))),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const groups = async () => (await admin.listGroups()).groups.map(({ groupId }) => groupId);
  const give = async (login: string, right: Right) => void (await admin.createAcls({ acl: entriesOf(login, right) }));
  const takeAway = async (login: string, right: Right) =>
    void (await admin.deleteAcls({ filters: entriesOf(login, right) }));
  return { brokers: kafka.brokers, signIn, clientOf, give, takeAway, groups, stop };
}

/** Every way in asks for a login, the controller's too; what nobody was given is denied. */
function guarded(parties: Party[], port: number, controllerPort: number): Record<string, string> {
  const logins = [administrator, ...parties.map(({ login }) => login)];
  const users = logins.map((login) => `user_${login}="${passwordOf(login)}"`).join(' ');
  const own = `username="${administrator}" password="${passwordOf(administrator)}"`;
  const jaas = `${plainLogin} ${own} ${users};`;
  return {
    listeners: `CLIENTS://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'CLIENTS',
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.clients.plain.sasl.jaas.config': jaas,
    'listener.name.controller.plain.sasl.jaas.config': jaas,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${administrator}`,
  };
}

function entriesOf(login: string, { operations: done, topics = [], groups = [], prefixed }: Right): AclEntry[] {
  const resources = [
    ...topics.map((name) => ({ resourceType: AclResourceTypes.TOPIC, resourceName: name })),
    ...groups.map((name) => ({ resourceType: AclResourceTypes.GROUP, resourceName: name })),
  ];
  return resources.flatMap((resource) =>
    done.map((operation) => ({
      ...resource,
      resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
      principal: `User:${login}`,
      host: '*',
      operation: operations[operation],
      permissionType: AclPermissionTypes.ALLOW,
    })),
  );
}
