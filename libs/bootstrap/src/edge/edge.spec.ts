import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type Answer, hosted } from '../../trial/hosted.js';

const host = hosted();
const complaints = '/v1/complaints';

function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, type: answer.body.type }).toEqual({ status, type: `urn:redress:${code}` });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(Object.keys(answer.body)).toEqual(['type', 'title', 'status', 'detail', 'errors']);
  expect(answer.body.status).toBe(status);
}

/** Sends bytes as they are, and reads until the server closes. */
function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(host.service.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (part) => {
      answer += part.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('a request that is right', () => {
  it('reaches its handler as an instance of its class, with its text trimmed', async () => {
    const answer = await host.post(complaints, JSON.stringify({ text: '  lost money ' }));
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ id: 'anna', text: 'lost money', type: 'Submission' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('may have no body at all, whatever its content type says', async () => {
    const token = await host.issuer.token({ roles: ['lead'] });
    const answer = await host.post(`${complaints}/1/accept`, undefined, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(204);
  });

  it('has numbers in its query read as the class asks, within their limits', async () => {
    expect((await host.get(`${complaints}?limit=7`)).body).toMatchObject({ limit: 7 });
    for (const limit of ['0', '201', 'many', '1.5', '']) {
      expectProblem(await host.get(`${complaints}?limit=${limit}`), 400, 'invalid');
    }
    expectProblem(await host.get(`${complaints}?size=7`), 400, 'invalid');
  });
});

describe('a body that is wrong', () => {
  it.each([
    ['broken', '{"text":"secret words"'],
    ['no JSON at all', 'secret words'],
    ['a poisoned prototype', '{"text":"a","__proto__":{"secret":true}}'],
    ['a poisoned constructor', '{"text":"a","constructor":{"prototype":{"secret":1}}}'],
    ['a prototype of its own', '{"text":"hello","prototype":{"secret":1}}'],
    ['a name that every object has', '{"text":"hello","toString":"secret"}'],
    ['bytes that are not UTF-8', Buffer.from([...Buffer.from('{"text":"secret'), 0xff, ...Buffer.from('"}')])],
    ['nesting without end', `{"text":${'['.repeat(60_000)}${']'.repeat(60_000)}}`],
    ['a list', '[{"text":"secret"}]'],
    ['text', '"secret"'],
    ['a number', '5'],
    ['null', 'null'],
    ['nothing where something is needed', ''],
  ])('is refused as invalid and never quoted: %s', async (_, body) => {
    const answer = await host.post(complaints, body);
    expectProblem(answer, 400, 'invalid');
    expect(answer.text).not.toContain('secret');
  });

  it('is refused as invalid where a rule cannot look at it: an address with half a character', async () => {
    const answer = await host.post(complaints, '{"text":"hello","contact":{"email":"a@b.zz\\ud800"}}');
    expectProblem(answer, 400, 'invalid');
    expect(answer.body.errors).toEqual([{ path: '', message: 'must not hold lone surrogates' }]);
  });

  it.each([
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', 'text=hello'],
    ['application/xml', '<text/>'],
    ['', '{"text":"hello"}'],
  ])('is refused as invalid when its content type is "%s"', async (type, body) => {
    expectProblem(await host.post(complaints, body, { 'content-type': type }), 400, 'invalid');
  });

  it('is too large above 256 KiB, and only above', async () => {
    const filled = (bytes: number) => `{"text":"${'a'.repeat(bytes - 11)}"}`;
    expectProblem(await host.post(complaints, filled(256 * 1024)), 400, 'invalid');
    expectProblem(await host.post(complaints, filled(256 * 1024 + 1)), 413, 'too-large');
  });

  it('has every mistake named by its path', async () => {
    const body = {
      text: 5,
      category: 'cars',
      contact: { email: 'nowhere', phone: '1' },
      copies: [{ email: 'x' }],
      urgent: 1,
    };
    const answer = await host.post(complaints, JSON.stringify(body));
    expectProblem(answer, 400, 'invalid');
    const errors = answer.body.errors as { path: string; message: string }[];
    expect(errors.map(({ path }) => path).sort()).toEqual(
      ['category', 'contact.email', 'contact.phone', 'copies.0.email', 'text', 'urgent'].sort(),
    );
    for (const { message } of errors) expect(message).toMatch(/must|should/);
  });

  it.each([
    ['a number', { text: 5 }],
    ['true', { text: true }],
    ['a list', { text: ['a'] }],
    ['null', { text: null }],
    ['nothing but spaces', { text: ' \n\t ' }],
    ['one unit too long', { text: 'a'.repeat(21) }],
    ['one unit too long in pairs', { text: '😀'.repeat(11) }],
    ['NUL', { text: 'a\0b' }],
    ['a lone surrogate', { text: 'a\ud83d' }],
  ])('is refused when its text is %s', async (_, body) => {
    expectProblem(await host.post(complaints, JSON.stringify(body)), 400, 'invalid');
  });
});

describe('an address that is wrong', () => {
  it.each(['/', '/v1', '/nothing?name=secret', '/v1/complaints/1/accept/more', '/v1//complaints', '/V1/complaints'])(
    'is not found: %s',
    async (path) => {
      const answer = await host.get(path);
      expectProblem(answer, 404, 'not-found');
      expect(answer.text).not.toContain('secret');
    },
  );

  it('is not found under another method', async () => {
    const headers = { authorization: `Bearer ${host.token}` };
    for (const method of ['DELETE', 'PUT', 'PATCH', 'OPTIONS']) {
      expectProblem(await host.ask(complaints, { method, headers }), 404, 'not-found');
    }
  });

  it('is invalid when it cannot be decoded, or holds NUL', async () => {
    for (const path of [
      '/v1/complaints/%zz',
      '/v1/complaints/%ff',
      '/v1/complaints/a%00b',
      '/v1/complaints?limit=%00',
    ]) {
      const answer = await host.get(path);
      expectProblem(answer, 400, 'invalid');
      expect(answer.text).not.toContain('zz');
    }
  });

  it('is answered in the same shape when it is no HTTP at all', async () => {
    const answer = await send('secret words\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 .*application\/problem\+json.*urn:redress:invalid/s);
    expect(answer).not.toContain('secret');
  });

  it('under HEAD is refused without a body', async () => {
    const answer = await send(`HEAD /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*\r\n\r\n$/s);
  });
});

describe('a handler that fails', () => {
  const fail = (how: string) => host.post(`${complaints}/fail/${how}`, '{"text":"Anna Petrova"}');

  it('is an internal error that repeats nothing', async () => {
    for (const how of ['bug', 'sql']) {
      const answer = await fail(how);
      expectProblem(answer, 500, 'internal');
      expect(answer.text).not.toContain('Anna');
    }
  });

  it('is a wrong state when sealed words do not open: said with what to do, and to the log with what it was', async () => {
    host.lines.length = 0;
    const answer = await fail('sealed');
    expectProblem(answer, 409, 'wrong-state');
    expect(answer.body.detail).toMatch(/^Sealed words .* cannot be opened .* tell an operator, or try again later\.$/);
    const alarms = host.lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'error');
    expect(alarms).toEqual([
      expect.objectContaining({
        msg: 'words do not open',
        error: expect.objectContaining({ message: 'tampered: the sealed words of event 1 do not open' }),
      }),
    ]);
  });

  it('is unavailable for a moment when the database went away', async () => {
    const answer = await fail('gone');
    expectProblem(answer, 503, 'unavailable');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is unavailable within 5 s when it hangs', async () => {
    const begin = performance.now();
    const answer = await fail('hang');
    expectProblem(answer, 503, 'unavailable');
    expect(performance.now() - begin).toBeLessThan(5_000);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }, 10_000);
});

describe('the log', () => {
  it('holds no words of a body, a query, a broken body or an address, and says where it failed', async () => {
    host.lines.length = 0;
    await host.post(`${complaints}/fail/bug?name=Petrova`, '{"text":"Petrova"}');
    await host.post(`${complaints}/fail/sql`, '{"text":"Petrova"}');
    await host.post(complaints, '{"text":"Petrova"');
    await host.post(complaints, '{"Petrova":"Petrova"}');
    await host.get('/Petrova?name=Petrova');
    await host.get(`${complaints}?name=Petrova`);
    await host.get(`${complaints}/Petrova`);
    const lines = host.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(host.lines.join('')).not.toContain('Petrova');
    for (const line of lines) {
      expect(line).toMatchObject({ service: 'trial', msg: expect.any(String), level: expect.any(String) });
      expect(new Date(String(line.time)).toISOString()).toBe(line.time);
    }
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests).toHaveLength(7);
    expect(requests.at(-1)).toMatchObject({
      method: 'GET',
      route: '/v1/complaints/:id',
      status: 404,
      ms: expect.any(Number),
    });
    const [bug, sql] = lines.filter(({ level }) => level === 'error').map(({ error }) => error);
    expect(bug).toMatchObject({
      name: 'Error',
      stack: expect.arrayContaining([expect.stringContaining('service.ts')]),
    });
    expect(sql).toMatchObject({
      name: 'QueryFailedError',
      code: '23505',
      table: 'complaint',
      constraint: 'complaint_text_key',
    });
  });
});
