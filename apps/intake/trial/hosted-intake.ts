import type { RunningService } from '@redress/bootstrap';
import { IntakeConfig } from '../src/intake.config.js';
import { start } from '../src/start.js';

/** What an intake needs around it. */
export interface Surroundings {
  issuer: string;
  databaseUrl: string;
  brokers: string[];
  topicPrefix: string;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** The intake as specs speak with it: over HTTP. */
export interface HostedIntake {
  service: RunningService;
  ask<Body = Record<string, unknown>>(path: string, token: string, init?: RequestInit): Promise<Answer<Body>>;
  /** Posts a complaint: an object as JSON, text and bytes as they are. */
  submit<Body = Record<string, unknown>>(
    token: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

/** A quiet intake's configuration; its vault opens with the key of all specs. */
export function aConfig(surroundings: Surroundings): IntakeConfig {
  const masterKey = Buffer.alloc(32, 'specs').toString('base64');
  return Object.assign(new IntakeConfig(), surroundings, { masterKey, logLevel: 'silent' });
}

/** Starts an intake in this process. */
export async function hostIntake(surroundings: Surroundings): Promise<HostedIntake> {
  const service = await start(aConfig(surroundings));
  const ask = async <Body>(path: string, token: string, init: RequestInit = {}): Promise<Answer<Body>> => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${service.url}${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Body };
  };
  return {
    service,
    ask,
    submit: (token, body, headers = {}) =>
      ask('/v1/complaints', token, {
        method: 'POST',
        body: typeof body === 'string' || Buffer.isBuffer(body) ? (body as string) : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  };
}
