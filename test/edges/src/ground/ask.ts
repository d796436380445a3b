import { Agent, request } from 'node:http';

export interface Request {
  url: string;
  method: string;
  /** Sent as it is: nothing is made tidy. */
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Of a stream: what came first. */
  text: string;
}

const patience = 15_000;
/** How long a stream is listened to. */
const listening = 60;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Asks a service. Throws when it gives no answer at all. */
export function ask({ url, method, path, headers, body }: Request): Promise<Answer> {
  const { hostname, port } = new URL(url);
  // Node leaves it out for methods that seldom have a body, and the body would be taken for the next request.
  const sent = body ? { ...headers, 'content-length': String(body.length) } : headers;
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers: sent, agent, timeout: patience }, (response) => {
      let text = '';
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      const leave = () => response.destroy();
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('close', done);
      if (response.headers['content-type']?.startsWith('text/event-stream')) setTimeout(leave, listening);
    });
    asking.on('timeout', () => asking.destroy(new Error(`no answer within ${patience} ms`)));
    asking.on('error', reject);
    asking.end(body);
  });
}
