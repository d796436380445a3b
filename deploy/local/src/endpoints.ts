import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a service answers, as whom it runs and where it logs. */
export interface ServiceEndpoint {
  url: string;
  pid: number;
  log: string;
  /** The others of its kind, when more than one was asked for. */
  instances?: ServiceEndpoint[];
}

/** What `endpoints.json` in the data folder says: everything that tools need to find their way. */
export interface Endpoints {
  version: 1;
  /** True from the moment everything was ready until the end begins. */
  ready: boolean;
  web: string;
  services: Record<string, ServiceEndpoint>;
  /** Every other process of ours; one that a server of somebody else's replaces is absent. */
  parts: Record<string, { pid: number; log: string }>;
  kafka: string[];
  topicPrefix: string;
  database: string;
  /** `http` is empty when the mails go to somebody else's server. */
  mail: { smtp: string; http: string };
  oidc: string;
  people: Record<string, { roles: string[]; token: string }>;
}

/** Writes the file so that a reader sees the old one or the new one, whole; nobody but the owner may read it. */
export function writeEndpoints(folder: string, endpoints: Endpoints): void {
  const path = join(folder, 'endpoints.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

export function removeEndpoints(folder: string): void {
  rmSync(join(folder, 'endpoints.json'), { force: true });
}
