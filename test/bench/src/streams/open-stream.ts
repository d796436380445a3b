import { Agent, request } from 'node:http';

/** Somebody's open stream. */
export interface OpenStream {
  close(): void;
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** Opens a stream and calls `entry` with every entry's data the moment it is there. Throws when it is refused. */
export function openStream(address: string, token: string, entry: (data: string) => void): Promise<OpenStream> {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  return new Promise((resolve, reject) => {
    const asking = request(address, { headers, agent }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`a stream was refused with ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        const frames = `${rest}${part}`.split('\n\n');
        rest = frames.pop() ?? '';
        for (const frame of frames) entry(/^data: (.*)$/m.exec(frame)?.[1] ?? '');
      });
      response.on('error', () => {});
      return resolve({ close: () => response.destroy() });
    });
    asking.on('error', reject);
    asking.end();
  });
}
