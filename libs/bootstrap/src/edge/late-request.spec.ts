import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { makeAdapter } from './http-server.js';

let adapter: FastifyAdapter;
let handled: number;

beforeEach(async () => {
  adapter = makeAdapter();
  handled = 0;
  adapter.getInstance().post('/v1/complaints', async () => {
    handled += 1;
    return 'accepted';
  });
  await adapter.getInstance().listen({ port: 0, host: '127.0.0.1' });
});

afterEach(() => adapter.getInstance().close());

const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

describe('a connection on which no request came in time', () => {
  it('is closed without an answer, so that a request on its way is not refused and carried out all the same', async () => {
    const { server } = adapter.getInstance();
    const connected = once(server, 'connection');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    client.on('data', (part) => {
      answer += part.toString();
    });
    client.on('error', () => undefined);
    const closed = new Promise((resolve) => client.once('close', resolve));
    const [socket] = (await connected) as [Socket];
    // As after a pause of the process: the time is over, and the request lies there.
    client.write('POST /v1/complaints HTTP/1.1\r\nhost: redress\r\ncontent-length: 0\r\n\r\n');
    server.emit('clientError', late, socket);
    await closed;
    expect([answer, handled]).toEqual(['', 0]);
  });
});
