import { Problem } from '@redress/bootstrap';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { Addresses } from './addresses.js';
import type { SessionView } from './way-in.body.js';
import { WayInHolder } from './way-in-holder.js';

const issuer = 'redress intake';
const audience = 'redress way-in';
const sessionMs = 60 * 60 * 1000;

/** Tokens of this service's own for who was let in by an address. Closed: nobody on the way reads the address. */
export class SessionTokens {
  constructor(
    private readonly key: Buffer,
    private readonly addresses: Addresses,
  ) {}

  /** A token for the holder of this address; it lets in for an hour. */
  async issue(email: string): Promise<SessionView> {
    const until = Math.floor((Date.now() + sessionMs) / 1000);
    const token = await new EncryptJWT({ email })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(until)
      .encrypt(this.key);
    return { token, expiresAt: new Date(until * 1000).toISOString() };
  }

  /** Whose token it is; `undefined` when it is none of ours. Throws a 401 problem for one that does not hold. */
  async check(token: string): Promise<{ principal: WayInHolder; until: number } | undefined> {
    // The issuer's are signed, which makes three parts; ours are closed, which makes five.
    if (token.split('.').length !== 5) return undefined;
    try {
      const { payload } = await jwtDecrypt<{ email: string }>(token, this.key, {
        issuer,
        audience,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp', 'email'],
      });
      const principal = new WayInHolder(payload.email, this.addresses.markOf(payload.email));
      return { principal, until: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw Problem.unauthenticated('The token is not valid or no longer valid. Ask for a new link.');
    }
  }
}
