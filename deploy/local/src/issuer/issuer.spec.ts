import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, type JWTVerifyResult, jwtVerify } from 'jose';
import { type RunningIssuer, startIssuer } from './start.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-issuer-'));
const day = 24 * 60 * 60;
let running: RunningIssuer;

const start = (port = 0): Promise<RunningIssuer> => startIssuer({ host: '127.0.0.1', folder, ports: { PORT: port } });

async function ask(body: unknown): Promise<{ status: number; token: string; errors?: { path: string }[] }> {
  const answer = await fetch(`${running.issuer}/token`, { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, ...((await answer.json()) as { token: string }) };
}

async function verify(token: string): Promise<JWTVerifyResult> {
  const answer = await fetch(`${running.issuer}/.well-known/openid-configuration`);
  const { issuer, jwks_uri: keys } = (await answer.json()) as { issuer: string; jwks_uri: string };
  return jwtVerify(token, createRemoteJWKSet(new URL(keys)), { issuer, audience: 'redress' });
}

beforeAll(async () => {
  running = await start();
});

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

describe('the local issuer', () => {
  it('gives a token that anybody can check by its published key', async () => {
    const { token } = await ask({ sub: 'anna', roles: ['customer'], email: 'anna@customers.example', locale: 'ru' });
    const { payload, protectedHeader } = await verify(token);
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      iss: running.issuer,
      aud: 'redress',
      sub: 'anna',
      email: 'anna@customers.example',
      locale: 'ru',
      roles: ['customer'],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(day);
    expect(Object.keys(payload).sort()).toEqual(['aud', 'email', 'exp', 'iat', 'iss', 'locale', 'roles', 'sub']);
  });

  it('gives a token that has expired already when the time to live is negative', async () => {
    const { token } = await ask({ sub: 'anna', roles: ['customer'], ttl: -60 });
    await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  it.each([
    [{ sub: 'anna', roles: ['king'] }, 'roles'],
    [{ sub: 'anna', roles: [] }, 'roles'],
    [{ sub: 'anna' }, 'roles'],
    [{ sub: ' ', roles: ['lead'] }, 'sub'],
    [{ sub: 'anna', roles: ['lead'], email: 'nowhere' }, 'email'],
    [{ sub: 'anna', roles: ['lead'], ttl: 1.5 }, 'ttl'],
    [{ sub: 'anna', roles: ['lead'], locale: 'Russian!' }, 'locale'],
    [{ sub: 'anna', roles: ['lead'], admin: true }, 'admin'],
  ])('refuses %j, naming %s', async (body, path) => {
    expect(await ask(body)).toMatchObject({ status: 400, errors: [{ path }] });
  });

  it('refuses what is no JSON object', async () => {
    expect((await ask(['anna'])).status).toBe(400);
    const answer = await fetch(`${running.issuer}/token`, { method: 'POST', body: '{"sub":' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses a page that reached it by a foreign name', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${running.issuer}/token`, { method: 'POST', headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end('{"sub":"anna","roles":["customer"]}');
    });
    expect(status).toBe(403);
  });

  it('keeps its key over a restart, for its owner only', async () => {
    const { token } = await ask({ sub: 'anna', roles: ['customer'] });
    await running.stop();
    running = await start(Number(new URL(running.issuer).port));
    expect((await verify(token)).payload.sub).toBe('anna');
    expect(statSync(join(folder, 'signing-key.json')).mode & 0o777).toBe(0o600);
  });

  it('says what to do about a key that cannot be read', async () => {
    const spoilt = mkdtempSync(join(folder, 'spoilt-'));
    writeFileSync(join(spoilt, 'signing-key.json'), '{"kty":');
    await expect(startIssuer({ host: '127.0.0.1', folder: spoilt, ports: { PORT: 0 } })).rejects.toThrow(/remove it/);
  });
});
