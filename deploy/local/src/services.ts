import { join } from 'node:path';
import { type Service, services } from '@redress/contracts';
import type { DeploymentState } from './deployment-state.js';
import { untilLetGo } from './held.js';
import { nodePart } from './node-part.js';
import type { Outside } from './outside.js';
import type { Part } from './part.js';
import { offsets } from './ports.js';
import { type Role, roleUrl } from './postgres/database.js';
import type { Processes } from './processes/processes.js';

export const databaseName = 'redress';

/** How our own broker is spoken to, whatever the shell says of others. */
const plainBroker = { KAFKA_SSL: '', KAFKA_SASL_MECHANISM: '', KAFKA_SASL_USERNAME: '', KAFKA_SASL_PASSWORD: '' };

/** One process of a service. */
export interface ServicePart {
  service: Service;
  url: string;
  part: Part;
}

/** Where the services find the rest. */
export interface Surroundings {
  /** An address of the database with the rights of a superuser, or the one given from outside. */
  database: string;
  brokers: string[];
  smtp: string;
  issuer: string;
  state: DeploymentState;
  outside: Outside;
  first: number;
  logs: string;
  /** The folder of those who hold a service. */
  held: string;
}

/** Which port each process of each service listens on, counted from the first one. */
export function servicePorts(instances: Record<string, number>): { service: Service; name: string; offset: number }[] {
  let next = offsets.instances;
  return services.flatMap((service, index) =>
    Array.from({ length: instances[service] ?? 1 }, (_, nth) =>
      nth === 0
        ? { service, name: service, offset: offsets.services + index }
        : { service, name: `${service}-${nth + 1}`, offset: next++ },
    ),
  );
}

/** Every process of every service. */
export function serviceParts(
  instances: Record<string, number>,
  around: Surroundings,
  processes: Processes,
): ServicePart[] {
  const urlOf = (offset: number) => `http://127.0.0.1:${around.first + offset}`;
  const wayIn = `${urlOf(offsets.services + services.indexOf('intake'))}/way-in`;
  const outside = { ...around.outside, wayIn: around.outside.wayIn ?? wayIn };
  return servicePorts(instances).map(({ service, name, offset }) => {
    const url = urlOf(offset);
    const env = { ...environmentOf(service, { ...around, outside }), PORT: String(around.first + offset) };
    const log = join(around.logs, `${name}.log`);
    const script = join(import.meta.dirname, `../../../apps/${service}/bundled/main.js`);
    const part = nodePart({ name, script, env, log, readyUrl: `${url}/health/ready` }, processes);
    const launch = async (signal: AbortSignal) => {
      await untilLetGo(around.held, service, signal);
      return part.launch(signal);
    };
    return { service, url, part: { ...part, launch } };
  });
}

/** The name of the database that the services share. */
export function databaseNameOf({ outside }: Pick<Surroundings, 'outside'>): string {
  const named = outside.database ? decodeURIComponent(new URL(outside.database).pathname.slice(1)) : '';
  return named || databaseName;
}

/** What a service finds in its environment, but for its port. */
export function environmentOf(
  service: Service,
  around: Omit<Surroundings, 'first' | 'logs' | 'held'>,
): Record<string, string> {
  const { brokers, smtp, issuer, state, outside } = around;
  const as = (role: Role) => roleUrl(around.database, databaseNameOf(around), role, state.passwords);
  const vault = { VAULT_MASTER_KEY: outside.masterKey ?? state.masterKey };
  const reader = { VAULT_DATABASE_URL: outside.vaultReader ?? as('vault_reader') };
  const own: Record<Service, Record<string, string>> = {
    intake: vault,
    categoriser: { ...vault, ...reader },
    assigner: {},
    notifier: { ...vault, ...reader, SMTP_URL: smtp, ...(outside.wayIn && { WAY_IN_URL: outside.wayIn }) },
    desk: { ...vault, ...reader },
  };
  return {
    HOST: '127.0.0.1',
    DATABASE_URL: as(service),
    KAFKA_BROKERS: brokers.join(','),
    ...(outside.kafka ? {} : plainBroker),
    OIDC_ISSUER: issuer,
    ...own[service],
  };
}
