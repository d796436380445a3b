import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a service answers, as whom it runs and where it logs. */
export interface Running {
  url: string;
  pid: number;
  log: string;
  instances?: Running[];
}

/** What `endpoints.json` in a deployment's data folder says. */
export interface Endpoints {
  ready: boolean;
  services: Record<string, Running>;
  parts: Record<string, { pid: number; log: string }>;
  kafka: string[];
  topicPrefix: string;
  database: string;
  mail: { http: string };
  oidc: string;
  people: Record<string, { token: string }>;
}

/** `undefined` while there is none. */
export function readEndpoints(folder: string): Endpoints | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8')) as Endpoints;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Every process of a service. */
export function processesOf(endpoints: Endpoints, service: string): Running[] {
  const first = endpoints.services[service];
  return first ? [first, ...(first.instances ?? [])] : [];
}
