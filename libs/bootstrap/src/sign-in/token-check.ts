import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { Problem } from '../edge/problem.js';
import type { Principal } from './principal.js';
import { type Role, roles } from './roles.js';

const audience = 'redress';
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Milliseconds that the issuer has for an answer. */
const patience = 1_500;

const refused = (cause?: unknown) =>
  new Problem('unauthenticated', 'The token is not valid or no longer valid. Sign in again.', { cause });
const unreachable = (cause: unknown) =>
  Problem.unavailable('The issuer of tokens cannot be reached. Try again.', { cause });

/** The issuer's keys, found through its discovery document. What was fetched once serves on while the issuer is away. */
async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`the issuer's discovery document is answered with ${response.status}`);
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (document.issuer !== issuer) throw new Error('the discovery document names another issuer than OIDC_ISSUER');
  const remote = createRemoteJWKSet(new URL(String(document.jwks_uri)), {
    timeoutDuration: patience,
    cooldownDuration: 5_000,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const known = remote.jwks();
      if (error instanceof errors.JWKSNoMatchingKey || !known) throw error;
      return createLocalJWKSet(known)(header, token).catch((unknown: unknown) => {
        throw unknown instanceof errors.JWKSNoMatchingKey ? error : unknown;
      });
    }
  };
}

/** jose leaves the types of claims to us. */
function isPlain(claim: unknown, longest: number): claim is string {
  if (typeof claim !== 'string' || claim === '' || /[\p{Cc}\p{Surrogate}]/u.test(claim)) return false;
  return Array.from(claim).length <= longest;
}

function toPrincipal({ sub, email, locale, roles: claimed }: JWTPayload): Principal {
  // In characters, as the contracts' limit of a customer's id, which cannot be imported here.
  if (!isPlain(sub, 200)) throw refused();
  const known = Array.isArray(claimed) ? roles.filter((role: Role) => claimed.includes(role)) : [];
  return {
    sub,
    ...(isPlain(email, 254) && { email }),
    ...(isPlain(locale, 35) && { locale }),
    roles: known,
  };
}

/** Who asks, and until when the token holds, in milliseconds since the epoch. */
export interface SignedIn {
  principal: Principal;
  until: number;
}

/** Tokens that a service hands out itself. */
export interface OwnTokens {
  /** Whose token it is; `undefined` when it is none of these. Throws a 401 problem for one that does not hold. */
  check(token: string): Promise<SignedIn | undefined>;
}

/** Checks bearer tokens against the issuer's keys. */
export class TokenCheck {
  private keys: Promise<JWTVerifyGetKey> | undefined;
  private own: OwnTokens | undefined;

  constructor(private readonly issuer: string) {}

  /** Takes tokens of the service's own beside the issuer's. */
  takeAlso(own: OwnTokens): void {
    this.own = own;
  }

  /** Whose token this is. Throws {@link Problem}: 401 for a token that does not hold, 503 when no keys can be had. */
  async check(token: string): Promise<SignedIn> {
    return (await this.own?.check(token)) ?? this.checkIssuers(token);
  }

  private async checkIssuers(token: string): Promise<SignedIn> {
    try {
      const { payload } = await jwtVerify(token, async (header, jws) => (await this.findKeys())(header, jws), {
        issuer: this.issuer,
        audience,
        algorithms,
        requiredClaims: ['exp', 'sub'],
      });
      return { principal: toPrincipal(payload), until: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      if (error instanceof Problem) throw error;
      const isAboutToken =
        error instanceof errors.JOSEError &&
        !(error instanceof errors.JWKSTimeout) &&
        error.code !== 'ERR_JOSE_GENERIC';
      throw isAboutToken ? refused(error) : unreachable(error);
    }
  }

  private findKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= discoverKeys(this.issuer).catch((error: unknown) => {
      this.keys = undefined;
      throw unreachable(error);
    });
    return this.keys;
  }
}
