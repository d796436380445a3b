import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exits, Failure, failureOf } from './failure.js';
import { sumOf } from './metrics.js';

export interface ServiceEndpoint {
  url: string;
  pid: number;
  instances?: ServiceEndpoint[];
}

/** What the command line reads of `endpoints.json`. */
export interface Endpoints {
  ready: boolean;
  web: string;
  services: Record<string, ServiceEndpoint>;
  /** Its own PostgreSQL, broker and so on; none of those from outside. */
  parts?: Record<string, { pid: number }>;
  kafka: string[];
  topicPrefix: string;
  mail?: { http: string };
  oidc: string;
  people: Record<string, { roles: string[]; token: string }>;
}

/** Whom a token is for. */
export interface Claims {
  sub: string;
  roles: string[];
  email?: string;
  locale?: string;
  ttl?: number;
}

/** One call; a body makes it a POST unless told otherwise, and lines of JSON when it is a string. */
export interface Request {
  body?: object | string;
  key?: string;
  method?: string;
  /** What a stranger is let in as; demo people have their own roles. */
  role?: string;
  /** `Last-Event-ID` of a stream. */
  after?: string;
  /** Ends it; else it ends after ten seconds. */
  signal?: AbortSignal;
}

const patienceMs = 10_000;

const roleAt = (service: string): string => (service === 'intake' ? 'customer' : 'specialist');

/** The data folder: the one given, else REDRESS_DATA, else `.redress` in the working folder. */
export function dataFolder(given: string | undefined, env: NodeJS.ProcessEnv, here: string): string {
  return resolve(here, given ?? (env.REDRESS_DATA || '.redress'));
}

/** A running deployment as `endpoints.json` tells of it. */
export class Deployment {
  private constructor(
    readonly folder: string,
    readonly endpoints: Endpoints,
    private readonly token: string | undefined,
  ) {}

  /** With a token every call is its bearer's, whoever is named. Throws {@link Failure} (unreachable) when the folder holds none. */
  static in(folder: string, token?: string): Deployment {
    const path = join(folder, 'endpoints.json');
    try {
      return new Deployment(folder, JSON.parse(readFileSync(path, 'utf8')) as Endpoints, token);
    } catch {
      const way = 'start one with npm start, or name its folder with --data';
      throw new Failure(exits.unreachable, `No deployment runs with ${folder} as its data folder: ${way}.`);
    }
  }

  /** The services that run: all of them, or the one named. Throws {@link Failure} (usage) when there is no such service. */
  services(named?: string): string[] {
    const names = Object.keys(this.endpoints.services);
    if (named === undefined) return names;
    if (names.includes(named)) return [named];
    throw new Failure(exits.usage, `There is no service ${named}, only ${names.join(', ')}.`);
  }

  /** The demo people who have a role. */
  peopleWith(role: string): string[] {
    return Object.entries(this.endpoints.people).flatMap(([sub, { roles }]) => (roles.includes(role) ? [sub] : []));
  }

  /** Calls a service as somebody. Throws {@link Failure}: unreachable, not found, or refused with the service's reasons. */
  async call(service: string, who: string, path: string, request: Request = {}): Promise<unknown> {
    const answer = await this.open(service, who, path, request);
    return answer.json().catch(() => ({}));
  }

  /** As `call`, with the answer unread: lines, or a stream. */
  async open(service: string, who: string, path: string, request: Request = {}): Promise<Response> {
    const { body, key, after, method = body === undefined ? 'GET' : 'POST', role = roleAt(service), signal } = request;
    const isLines = typeof body === 'string';
    const url = this.urlOf(service, path);
    const sent = {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenOf(who, role)}`,
        ...(body !== undefined && { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(after !== undefined && { 'last-event-id': after }),
      },
      ...(body !== undefined && { body: isLines ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    };
    return ask(service, url, sent, this.token === undefined ? who : undefined);
  }

  /** Asks something that needs nobody to be signed in. Throws {@link Failure} as `call` does. */
  async askOpenly(service: string, path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return (
      await ask(service, this.urlOf(service, path), { method: 'POST', headers, body: JSON.stringify(body) })
    ).json();
  }

  private urlOf(service: string, path: string): string {
    const { services, ready } = this.endpoints;
    const endpoint = services[service];
    if (endpoint) return `${endpoint.url}${path}`;
    const why = ready ? 'its endpoints.json does not name it' : 'it is still starting; try again in a moment';
    throw new Failure(exits.unreachable, `The deployment in ${this.folder} has no ${service}: ${why}.`);
  }

  /** The sum of a metric of a service now; `undefined` when it does not tell. */
  async metric(service: string, name: string): Promise<number | undefined> {
    const url = `${this.endpoints.services[service]?.url}/metrics`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
    return answer?.ok ? sumOf(await answer.text(), name) : undefined;
  }

  /** A demo person's own token while it is good, else a new one from the issuer; strangers get the role given. */
  async tokenOf(sub: string, role: string): Promise<string> {
    if (this.token !== undefined) return this.token;
    const person = this.endpoints.people[sub];
    if (!person) return this.mint({ sub, roles: [role] });
    const { exp, ...claims } = claimsOf(person.token);
    return (exp ?? 0) * 1000 > Date.now() + patienceMs
      ? person.token
      : this.mint({ ...claims, sub, roles: person.roles });
  }

  async mint(claims: Claims): Promise<string> {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(claims) };
    const answer = await ask('the issuer', `${this.endpoints.oidc}/token`, request);
    return ((await answer.json()) as { token: string }).token;
  }
}

/** What a token says of its owner; nothing when it cannot be read. */
export function claimsOf(token: string): { exp?: number; email?: string; locale?: string } {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const { exp, email, locale } = claims as { exp?: number; email?: string; locale?: string };
    return { ...(exp && { exp }), ...(email && { email }), ...(locale && { locale }) };
  } catch {
    return {};
  }
}

/** Throws {@link Failure} when it does not answer, or refuses whoever asks. */
async function ask(service: string, url: string, request: RequestInit, who?: string): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs), ...request }).catch(() => {
    throw new Failure(
      exits.unreachable,
      `${service} does not answer at ${new URL(url).origin}: npx redress status shows what runs.`,
    );
  });
  if (answer.ok) return answer;
  throw failureOf(service, answer.status, (await answer.json().catch(() => ({}))) as object, who);
}
