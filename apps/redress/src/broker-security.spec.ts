import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { brokerSecurity } from './broker-security.js';
import { Deployment } from './deployment.js';
import { readJournal } from './read-journal.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-security-'));
const signIn = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'analyst' };

afterAll(() => rmSync(folder, { recursive: true }));

describe('how a broker is spoken to', () => {
  it('is said by the variables of the services', () => {
    expect(brokerSecurity({}, {})).toEqual({ ssl: false });
    expect(brokerSecurity({}, { ...signIn, KAFKA_SSL: 'true', KAFKA_SASL_PASSWORD: 'word' })).toEqual({
      ssl: true,
      sasl: { mechanism: 'scram-sha-512', username: 'analyst', password: 'word' },
    });
  });

  it('may be said by a file, which must be there', () => {
    writeFileSync(join(folder, 'password'), 'from a file\n');
    const from = (KAFKA_SASL_PASSWORD_FILE: string) => brokerSecurity({}, { ...signIn, KAFKA_SASL_PASSWORD_FILE });
    expect(from(join(folder, 'password')).sasl).toMatchObject({ password: 'from a file' });
    expect(() => from('/nope')).toThrow(
      expect.objectContaining({ exit: 1, message: expect.stringMatching(/\/nope that KAFKA_SASL_PASSWORD_FILE/) }),
    );
  });

  it("is plain at the deployment's own", () => {
    expect(brokerSecurity({ parts: { kafka: { pid: 1 } } }, { KAFKA_SSL: 'true' })).toEqual({});
  });
});

describe('a broker from outside whose journal is read', () => {
  let broker: Server;

  afterEach(() => {
    delete process.env.KAFKA_SSL;
    broker.close();
  });

  /** Hangs up on the first word; gives the first byte of it. */
  async function firstByteHeard(): Promise<number | undefined> {
    broker = createServer().listen(0, '127.0.0.1');
    await once(broker, 'listening');
    const heard = new Promise<number | undefined>((resolve) => {
      broker.on('connection', (socket: Socket) =>
        socket.once('data', (data) => {
          resolve(data[0]);
          socket.destroy();
        }),
      );
    });
    const kafka = [`127.0.0.1:${(broker.address() as AddressInfo).port}`];
    writeFileSync(join(folder, 'endpoints.json'), JSON.stringify({ kafka, topicPrefix: '', parts: {} }));
    await expect(readJournal(Deployment.in(folder), () => true)).rejects.toMatchObject({
      exit: 3,
      message: expect.stringContaining('KAFKA_SSL and KAFKA_SASL_*'),
    });
    return heard;
  }

  it('is spoken to as the environment says, and names the variables when it hangs up', async () => {
    const handshake = 0x16;
    expect(await firstByteHeard()).not.toBe(handshake);
    broker.close();
    process.env.KAFKA_SSL = 'true';
    expect(await firstByteHeard()).toBe(handshake);
  });
});
