import { describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { hosted } from '../../trial/hosted.js';
import { TrialIssuer } from '../../trial/issuer.js';
import { TokenCheck } from './token-check.js';

const host = hosted();
const me = '/v1/complaints/1/me';
const second = () => Math.floor(Date.now() / 1000);
const claims = () => ({ iss: host.issuer.url, aud: 'redress', sub: 'anna', exp: second() + 60, roles: ['customer'] });

async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: 'trial' }).sign(privateKey);
}

/** A token signed with the public key as if it were a shared secret. */
async function confused(): Promise<string> {
  const { publicKey } = await generateKeyPair('ES256');
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey)));
  return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'trial' }).sign(secret);
}

async function altered(): Promise<string> {
  const [header, , signature] = (await host.issuer.token({ roles: ['customer'] })).split('.');
  const payload = Buffer.from(JSON.stringify({ ...claims(), sub: 'ben' })).toString('base64url');
  return `${header}.${payload}.${signature}`;
}

describe('a token', () => {
  it('says who asks: known roles only', async () => {
    const token = await host.issuer.token({ email: 'anna@example.org', locale: 'ru', roles: ['customer', 'king', 5] });
    expect((await host.get(me, token)).body).toEqual({
      sub: 'anna',
      email: 'anna@example.org',
      locale: 'ru',
      roles: ['customer'],
    });
  });

  it.each<[string, () => string | Promise<string>]>([
    ['is expired', () => host.issuer.token({ exp: second() - 1 })],
    ['never expires', () => host.issuer.token({ exp: undefined })],
    ['is not valid yet', () => host.issuer.token({ nbf: second() + 60 })],
    ['is for another audience', () => host.issuer.token({ aud: 'somewhere' })],
    ['has no audience', () => host.issuer.token({ aud: undefined })],
    ['is of another issuer', () => host.issuer.token({ iss: 'http://elsewhere.example' })],
    ['names nobody', () => host.issuer.token({ sub: undefined })],
    ['names an empty somebody', () => host.issuer.token({ sub: '' })],
    ['names somebody without end', () => host.issuer.token({ sub: 'a'.repeat(201) })],
    ['names a number', () => host.issuer.token({ sub: 5 as unknown as string })],
    ['names somebody with NUL', () => host.issuer.token({ sub: 'an\0na' })],
    ['is of a key nobody knows', () => host.issuer.token({}, { kid: 'other' })],
    ['is signed by somebody else', forged],
    ['is signed with the public key', confused],
    ['is not signed', () => new UnsecuredJWT(claims()).encode()],
    ['was altered', altered],
    ['is garbage', () => 'garbage'],
    ['is garbage in three parts', () => 'a.b.c'],
    ['is empty', () => ''],
  ])('is refused with 401 when it %s', async (_, token) => {
    const answer = await host.get(me, await token());
    expect(answer).toMatchObject({ status: 401, body: { type: 'urn:redress:unauthenticated' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('with an address or a language that is none still says who asks', async () => {
    const odd = { email: 5, locale: ['ru'], roles: ['customer'] } as unknown as JWTPayload;
    expect((await host.get(me, await host.issuer.token(odd))).body).toEqual({ sub: 'anna', roles: ['customer'] });
  });

  it.each(['', 'Basic YTpi', 'Bearer', 'token'])('is needed: "%s" is none', async (authorization) => {
    const answer = await host.ask(me, { headers: { authorization } });
    expect(answer.status).toBe(401);
  });

  it('is forbidden without a role of the route, without any role and with roles that are no list', async () => {
    for (const roles of [['specialist'], [], undefined, 'customer', { customer: true }]) {
      const answer = await host.get(me, await host.issuer.token({ roles }));
      expect(answer).toMatchObject({ status: 403, body: { type: 'urn:redress:forbidden' } });
    }
  });
});

describe('every route', () => {
  const open = ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/v1/complaints/fail/{how}'];

  it('is closed without a token unless it is public, under any spelling and under HEAD', async () => {
    const { paths } = (await host.ask('/openapi.json')).body as { paths: Record<string, Record<string, unknown>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
    );
    expect(routes.length).toBeGreaterThan(8);
    for (const { path, method } of routes.filter((route) => !open.includes(route.path))) {
      const real = path.replaceAll(/{\w+}/g, '1');
      expect({ path, status: (await host.ask(real, { method })).status }).toEqual({ path, status: 401 });
      const spellings = [
        `/${real}`,
        `${real}/`,
        real.replace('/complaints', '%2fcomplaints'),
        real.replace('c', '%63'),
        `${real};a`,
      ];
      for (const spelling of spellings) {
        for (const attempt of method === 'GET' ? ['GET', 'HEAD'] : [method]) {
          const { status } = await host.ask(spelling, { method: attempt });
          expect({ spelling, isClosed: [401, 404].includes(status) }).toEqual({ spelling, isClosed: true });
        }
      }
      if (method === 'GET') expect((await host.ask(real, { method: 'HEAD' })).status).toBe(401);
    }
    for (const path of open.slice(0, 4)) expect((await host.ask(path)).status).toBe(200);
  });

  it('is closed to everybody when it says nothing', async () => {
    for (const role of ['customer', 'lead', 'operator', 'auditor']) {
      const token = await host.issuer.token({ roles: [role] });
      expect((await host.get('/v1/complaints/1/forgotten', token)).status).toBe(403);
    }
  });
});

describe('the issuer', () => {
  it('is asked for its keys once, and not needed afterwards', async () => {
    const issuer = await new TrialIssuer().start();
    const tokens = new TokenCheck(issuer.url);
    const token = await issuer.token({ roles: ['lead'] });
    await Promise.all([tokens.check(token), tokens.check(token)]);
    expect(issuer.fetched).toBe(1);
    await issuer.stop();
    await expect(tokens.check(token)).resolves.toMatchObject({ principal: { sub: 'anna', roles: ['lead'] } });
  });

  it('being away is no open door and no error of ours: unavailable, until it is back', async () => {
    const issuer = await new TrialIssuer().start();
    const token = await issuer.token();
    const { port } = new URL(issuer.url);
    await issuer.stop();
    const tokens = new TokenCheck(issuer.url);
    await expect(tokens.check(token)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: expect.any(Number),
    });
    await expect(tokens.check('garbage')).rejects.toMatchObject({ code: 'unauthenticated' });
    await issuer.start(Number(port));
    await expect(tokens.check(token)).resolves.toMatchObject({ principal: { sub: 'anna' } });
    await issuer.stop();
  });

  it('is not believed when its discovery document names another', async () => {
    const issuer = await new TrialIssuer().start();
    const token = await issuer.token();
    const tokens = new TokenCheck(`${issuer.url}/`);
    await expect(tokens.check(token)).rejects.toMatchObject({ code: 'unavailable' });
    await issuer.stop();
  });
});
