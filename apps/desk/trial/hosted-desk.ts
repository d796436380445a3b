import type { RunningService } from '@redress/bootstrap';
import { DeskConfig } from '../src/desk.config.js';
import { start } from '../src/start.js';

/** What a desk needs around it. */
export interface Surroundings {
  issuer: string;
  databaseUrl: string;
  vaultDatabaseUrl: string;
  brokers: string[];
  topicPrefix: string;
}

export interface Answer<Body> {
  status: number;
  body: Body;
}

/** The desk as specs speak with it: over HTTP. */
export interface HostedDesk {
  service: RunningService;
  get<Body = Record<string, unknown>>(path: string, token: string): Promise<Answer<Body>>;
  /** Posts an object as JSON, text as it is. */
  post<Body = Record<string, unknown>>(
    path: string,
    token: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

/** A quiet desk's configuration; its vault opens with the key of all specs. */
export function aConfig(surroundings: Surroundings, more: Partial<DeskConfig> = {}): DeskConfig {
  const masterKey = Buffer.alloc(32, 'specs').toString('base64');
  return Object.assign(new DeskConfig(), surroundings, { masterKey, logLevel: 'silent', rateLimits: 'off' }, more);
}

/** Starts a desk in this process. */
export async function hostDesk(surroundings: Surroundings, more: Partial<DeskConfig> = {}): Promise<HostedDesk> {
  const service = await start(aConfig(surroundings, more));
  const ask = async <Body>(path: string, token: string, init: RequestInit = {}): Promise<Answer<Body>> => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${service.url}${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
  };
  return {
    service,
    get: (path, token) => ask(path, token),
    post: (path, token, body, headers = {}) =>
      ask(path, token, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  };
}
