import { createServer } from 'node:net';

/** Whether a server could listen on this port of this machine now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Ports that are free now, below those that outgoing connections take. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = 10_240 + Math.floor(Math.random() * 22_000);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}
