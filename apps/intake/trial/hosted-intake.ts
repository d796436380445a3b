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
  /** Sends a body as JSON. */
  send<Body = Record<string, unknown>>(
    token: string,
    method: 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Posts a complaint: an object as JSON, text and bytes as they are. */
  submit<Body = Record<string, unknown>>(
    token: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Posts lines, objects as JSON, and answers with the verdicts; a problem is the only one of its list. */
  batch(
    token: string,
    lines: unknown[],
    headers?: Record<string, string>,
  ): Promise<Answer<Record<string, unknown>[]> & { text: string }>;
}

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** A quiet intake's configuration; its vault opens with the key of all specs. */
export function aConfig(surroundings: Surroundings, settings: Partial<IntakeConfig> = {}): IntakeConfig {
  const masterKey = Buffer.alloc(32, 'specs').toString('base64');
  const quiet = { masterKey, logLevel: 'silent', rateLimits: 'off' } as const;
  return Object.assign(new IntakeConfig(), surroundings, quiet, settings);
}

/** Starts an intake in this process. */
export async function hostIntake(surroundings: Surroundings, settings?: Partial<IntakeConfig>): Promise<HostedIntake> {
  const service = await start(aConfig(surroundings, settings));
  const say = async (path: string, token: string, init: RequestInit) => {
    const sent = { ...(token && { authorization: `Bearer ${token}` }), ...(init.headers as Record<string, string>) };
    const response = await fetch(`${service.url}${path}`, { ...init, headers: sent });
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  };
  const ask = async <Body>(path: string, token: string, init: RequestInit = {}): Promise<Answer<Body>> => {
    const { text, ...answer } = await say(path, token, init);
    return { ...answer, body: (text ? JSON.parse(text) : {}) as Body };
  };
  return {
    service,
    ask,
    send: (token, method, path, body, headers = {}) =>
      ask(path, token, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: asText(body) }),
      }),
    submit: (token, body, headers = {}) =>
      ask('/v1/complaints', token, {
        method: 'POST',
        body: Buffer.isBuffer(body) ? (body as unknown as string) : asText(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    batch: async (token, lines, sentHeaders = {}) => {
      const { status, headers, text } = await say('/v1/complaints/batch', token, {
        method: 'POST',
        body: lines.map(asText).join('\n'),
        headers: { 'content-type': 'application/x-ndjson', ...sentHeaders },
      });
      const answers = text.split('\n').filter((line) => line !== '');
      return { status, headers, text, body: answers.map((line) => JSON.parse(line) as Record<string, unknown>) };
    },
  };
}
