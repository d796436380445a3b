import { join } from 'node:path';
import type { DeploymentState } from './deployment-state.js';
import { kafkaPart } from './kafka/kafka.js';
import { nodePart } from './node-part.js';
import type { Part } from './part.js';
import { offsets } from './ports.js';
import { postgresPart } from './postgres/postgres.js';
import type { Processes } from './processes/processes.js';

/** Where the parts that are not services run and keep their data. */
export interface Site {
  folder: string;
  logs: string;
  first: number;
  state: DeploymentState;
  processes: Processes;
}

const logOf = ({ logs }: Site, name: string) => join(logs, `${name}.log`);
const program = (name: string) => join(import.meta.dirname, name, 'main.js');

export function database(site: Site): Part {
  const options = { dataDir: join(site.folder, 'postgres'), port: site.first + offsets.postgres };
  return postgresPart({ ...options, password: site.state.password, log: logOf(site, 'postgres') }, site.processes);
}

export function broker(site: Site, signal: AbortSignal, say: (line: string) => void): Promise<Part> {
  const place = { port: site.first + offsets.kafka, controllerPort: site.first + offsets.controller };
  const options = { ...place, dataDir: join(site.folder, 'kafka'), log: logOf(site, 'kafka') };
  return kafkaPart(options, { processes: site.processes, env: process.env, signal, say });
}

export function mailCatcher(site: Site): Part {
  const [smtp, http] = [site.first + offsets.smtp, site.first + offsets.mail];
  const env = {
    HOST: '127.0.0.1',
    SMTP_PORT: String(smtp),
    HTTP_PORT: String(http),
    DATA_DIR: join(site.folder, 'mail'),
  };
  const readyUrl = `http://127.0.0.1:${http}/api/messages?limit=1`;
  return nodePart({ name: 'mail', script: program('mail'), env, log: logOf(site, 'mail'), readyUrl }, site.processes);
}

export function issuer(site: Site): Part {
  const port = site.first + offsets.issuer;
  const env = { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: join(site.folder, 'issuer') };
  const readyUrl = `http://127.0.0.1:${port}/health`;
  return nodePart(
    { name: 'issuer', script: program('issuer'), env, log: logOf(site, 'issuer'), readyUrl },
    site.processes,
  );
}
