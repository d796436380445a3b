import type { IncomingMessage, Server } from 'node:http';
import { SignJWT } from 'jose';
import { answerJson, answerProblem, type Handle, listen, portOf, readObject, serve } from '../json-http.js';
import type { ProcessSettings, RunningProcess } from '../own-process.js';
import { type Grant, readGrant } from './grant.js';
import { algorithm, type SigningKey, signingKey } from './signing-key.js';

export const audience = 'redress';

/** A token of this issuer for the services of this deployment. */
export function mint(issuer: string, key: SigningKey, { sub, ttl, ...claims }: Grant): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid: key.id, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl)
    .sign(key.private);
}

/** Asked from this machine, and by a program rather than a page that a foreign name brought here. */
function isFromHere(request: IncomingMessage): boolean {
  const from = request.socket.remoteAddress ?? '';
  const isLoopback = from === '::1' || /^(::ffff:)?127\./.test(from);
  const isLocalName = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
  return isLoopback && isLocalName;
}

function issuerDesk(issuer: string, key: SigningKey): Handle {
  return async (request, response, { pathname }) => {
    switch (`${request.method} ${pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return answerJson(response, 200, {
          issuer,
          jwks_uri: `${issuer}/jwks`,
          token_endpoint: `${issuer}/token`,
          id_token_signing_alg_values_supported: [algorithm],
          subject_types_supported: ['public'],
          response_types_supported: ['none'],
        });
      case 'GET /jwks':
        return answerJson(response, 200, { keys: [key.public] });
      case 'POST /token':
        if (!isFromHere(request))
          return answerProblem(response, 403, 'forbidden', 'Tokens are given to programs on this machine only.');
        return answerJson(response, 200, { token: await mint(issuer, key, readGrant(await readObject(request))) });
      case 'GET /health':
        return answerJson(response, 200, { status: 'up' });
      default:
        answerProblem(response, 404, 'not-found', 'There is only /.well-known/openid-configuration, /jwks and /token.');
    }
  };
}

/** Starts the issuer of tokens. Its name stays `http://127.0.0.1:PORT` wherever it listens. */
export async function startIssuer({ host, folder, ports }: ProcessSettings<'PORT'>): Promise<RunningIssuer> {
  const key = await signingKey(folder);
  const server: Server = serve((...asked) => issuerDesk(`http://127.0.0.1:${portOf(server)}`, key)(...asked));
  const issuer = `http://127.0.0.1:${await listen(server, ports.PORT, host)}`;
  return {
    issuer,
    where: issuer,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface RunningIssuer extends RunningProcess {
  issuer: string;
}
