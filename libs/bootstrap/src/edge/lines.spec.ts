import { describe, expect, it } from '@jest/globals';
import { type Answer, hosted } from '../../trial/hosted.js';

const host = hosted();
const complaints = '/v1/complaints';

function expectProblem({ status, body }: Answer, expected: number, code: string): void {
  expect({ status, type: body.type }).toEqual({ status: expected, type: `urn:redress:${code}` });
}

describe('a body of lines', () => {
  const type = 'application/x-ndjson';
  const batch = async (body: string | ReadableStream, contentType = type, role = 'channel') => {
    const authorization = `Bearer ${await host.issuer.token({ roles: [role] })}`;
    const headers = { 'content-type': contentType, authorization };
    return host.ask(`${complaints}/batch`, { method: 'POST', body, headers, duplex: 'half' });
  };

  it.each([
    ['{"a":1}', ['{"a":1}']],
    ['1\n2\n3\n', ['1', '2', '3']],
    ['1\r\n\n3\n \r', ['1\r', '', '3']],
    ['', []],
  ])('is read line by line, without a blank last one: %j', async (body, lines) => {
    const answer = await batch(body);
    expect(answer).toMatchObject({ status: 200, body: lines });
  });

  it('may be longer than a single body', async () => {
    expect((await batch('a'.repeat(399_999))).status).toBe(200);
  });

  it('is refused as a whole when it has too many lines or bytes', async () => {
    expectProblem(await batch('1\n2\n3\n4'), 413, 'too-large');
    expectProblem(await batch('a'.repeat(400_001)), 413, 'too-large');
    const unsized = new ReadableStream({
      start(stream) {
        for (let part = 0; part < 5; part += 1) stream.enqueue(Buffer.alloc(100_000, 'a'));
        stream.close();
      },
    });
    expectProblem(await batch(unsized), 413, 'too-large');
  });

  it('is refused where none is taken, in another content type, and from whoever may not send it', async () => {
    expectProblem(await host.post(complaints, '{"text":"a"}', { 'content-type': type }), 400, 'invalid');
    expectProblem(await batch('{"text":"a"}', 'application/json'), 400, 'invalid');
    expectProblem(await batch('1\n2\n3\n4', type, 'customer'), 403, 'forbidden');
  });
});
