import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An OpenID Connect issuer for specs: discovery, keys, and tokens for anybody. */
export class TrialIssuer {
  url: string;
  /** How often its keys were fetched. */
  fetched = 0;
  private server: Server | undefined;
  private readonly pair = generateKeyPair('ES256');

  async start(port = 0): Promise<this> {
    const jwk = { ...(await exportJWK((await this.pair).publicKey)), kid: 'trial', alg: 'ES256', use: 'sig' };
    this.server = createServer((request, response) => {
      const isKeys = request.url === '/keys';
      if (isKeys) this.fetched += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: this.url, jwks_uri: `${this.url}/keys` }));
    });
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** A token that holds, but for what the claims say otherwise; a claim of `undefined` is left out. */
  async token(claims: JWTPayload = {}, header: { kid?: string } = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: 'redress', sub: 'anna', iat: now, exp: now + 60, ...claims };
    const signing = new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'trial', ...header });
    return signing.sign((await this.pair).privateKey);
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }
}
