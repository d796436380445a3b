import { afterAll, beforeAll } from '@jest/globals';
import { type RunningService, startService } from '../src/index.js';
import { TrialIssuer } from './issuer.js';
import { TrialModule, TrialState, trialConfig } from './service.js';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
}

/** The trial service and its issuer, running while the specs of the file run. */
export class Hosted {
  readonly issuer = new TrialIssuer();
  /** What it wrote to its log. */
  readonly lines: string[] = [];
  service: RunningService;
  /** A customer's token. */
  token: string;

  async start(): Promise<void> {
    await this.issuer.start();
    this.token = await this.issuer.token({ roles: ['customer'] });
    const config = trialConfig({ issuer: this.issuer.url, logLevel: 'debug' });
    const logTo = { write: (line: string) => void this.lines.push(line) };
    this.service = await startService({ service: 'trial', module: TrialModule, config, logTo });
  }

  get state(): TrialState {
    return this.service.app.get(TrialState);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.issuer.stop();
  }

  async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const { status, headers, ...response } = await answerOf(`${this.service.url}${path}`, init);
    return { status, headers, ...response };
  }

  /** Posts as the customer, unless the headers say otherwise. */
  post(path: string, body: string | Buffer | undefined, headers: Record<string, string> = {}): Promise<Answer> {
    const defaults = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    return this.ask(path, { method: 'POST', body: body as string, headers: { ...defaults, ...headers } });
  }

  get(path: string, token = this.token): Promise<Answer> {
    return this.ask(path, { headers: { authorization: `Bearer ${token}` } });
  }
}

async function answerOf(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    text,
  };
}

/** Hosts the trial service for all specs of a file. */
export function hosted(): Hosted {
  const host = new Hosted();
  beforeAll(() => host.start());
  afterAll(() => host.stop());
  return host;
}
