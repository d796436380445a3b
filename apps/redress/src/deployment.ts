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
  kafka: string[];
  topicPrefix: string;
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

/** One call; a body makes it a POST unless told otherwise. */
export interface Request {
  body?: object;
  key?: string;
  method?: string;
  /** What a stranger is let in as; demo people have their own roles. */
  role?: string;
}

const patienceMs = 10_000;

const roleAt = (service: string): string => (service === 'assigner' ? 'specialist' : 'customer');

/** The data folder: the one given, else REDRESS_DATA, else `.redress` in the working folder. */
export function dataFolder(given: string | undefined, env: NodeJS.ProcessEnv, here: string): string {
  return resolve(here, given ?? (env.REDRESS_DATA || '.redress'));
}

/** A running deployment as `endpoints.json` tells of it. */
export class Deployment {
  private constructor(
    readonly folder: string,
    readonly endpoints: Endpoints,
  ) {}

  /** Throws {@link Failure} (unreachable) when the folder holds none. */
  static in(folder: string): Deployment {
    const path = join(folder, 'endpoints.json');
    try {
      return new Deployment(folder, JSON.parse(readFileSync(path, 'utf8')) as Endpoints);
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

  /** Calls a service as somebody. Throws {@link Failure}: unreachable, not found, or refused with the service's reasons. */
  async call(
    service: string,
    who: string,
    path: string,
    { body, key, method = body ? 'POST' : 'GET', role = roleAt(service) }: Request = {},
  ): Promise<unknown> {
    const endpoint = this.endpoints.services[service];
    if (!endpoint) throw new Failure(exits.unreachable, `This deployment has no ${service}.`);
    return ask(service, `${endpoint.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenOf(who, role)}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** The sum of a metric of a service now; `undefined` when it does not tell. */
  async metric(service: string, name: string): Promise<number | undefined> {
    const url = `${this.endpoints.services[service]?.url}/metrics`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
    return answer?.ok ? sumOf(await answer.text(), name) : undefined;
  }

  /** A demo person's own token while it is good, else a new one from the issuer; strangers get the role given. */
  async tokenOf(sub: string, role: string): Promise<string> {
    const person = this.endpoints.people[sub];
    if (!person) return this.mint({ sub, roles: [role] });
    const { exp, ...claims } = claimsOf(person.token);
    return (exp ?? 0) * 1000 > Date.now() + patienceMs
      ? person.token
      : this.mint({ ...claims, sub, roles: person.roles });
  }

  async mint(claims: Claims): Promise<string> {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(claims) };
    const { token } = (await ask('the issuer', `${this.endpoints.oidc}/token`, request)) as { token: string };
    return token;
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

async function ask(service: string, url: string, request: RequestInit): Promise<unknown> {
  const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(patienceMs) }).catch(() => {
    throw new Failure(
      exits.unreachable,
      `${service} does not answer at ${new URL(url).origin}: npx redress status shows what runs.`,
    );
  });
  const said: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw failureOf(service, answer.status, said as object);
  return said;
}
