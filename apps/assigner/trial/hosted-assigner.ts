import type { RunningService } from '@redress/bootstrap';
import { AssignerConfig } from '../src/assigner.config.js';
import { start } from '../src/start.js';

/** What an assigner needs around it. */
export interface Surroundings {
  issuer: string;
  databaseUrl: string;
  brokers: string[];
  topicPrefix: string;
}

export interface Answer<Body> {
  status: number;
  body: Body;
}

/** The assigner as specs speak with it: over HTTP. */
export interface HostedAssigner {
  service: RunningService;
  get<Body = Record<string, unknown>>(path: string, token: string): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(
    path: string,
    token: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  put<Body = Record<string, unknown>>(path: string, token: string, body: unknown): Promise<Answer<Body>>;
}

/** Starts an assigner in this process. */
export async function hostAssigner(surroundings: Surroundings): Promise<HostedAssigner> {
  const config = Object.assign(new AssignerConfig(), surroundings, { logLevel: 'silent', rateLimits: 'off' });
  const service = await start(config);
  const ask = async <Body>(
    method: string,
    path: string,
    token: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...more,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body };
  };
  return {
    service,
    get: (path, token) => ask('GET', path, token),
    post: (path, token, body, headers) => ask('POST', path, token, body, headers),
    put: (path, token, body) => ask('PUT', path, token, body),
  };
}
