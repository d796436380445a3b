import { createServer } from 'node:net';
import { Problem } from './problem.js';

export const defaultFirstPort = 4000;

/** How far from the first port each one lies. Services follow the first in the order of the contracts; room is left for more. */
export const offsets = {
  web: 0,
  services: 1,
  instances: 8,
  postgres: 20,
  kafka: 21,
  controller: 22,
  smtp: 23,
  mail: 24,
  issuer: 25,
};

/** The first port of a deployment and whether we chose it. */
export interface FirstPort {
  first: number;
  chosen: boolean;
}

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
    const port = randomPort();
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

/**
 * Settles the first port. Asked for: that one; 0 or nothing: the one kept from the last start, else free ones or the default.
 * A port in use among those needed is a problem, unless the choice is ours.
 */
export async function settlePorts(
  asked: number | undefined,
  kept: FirstPort | undefined,
  needed: readonly number[],
): Promise<FirstPort> {
  const ours = asked === 0 || (asked === undefined && kept?.chosen === true);
  if (ours) {
    if (kept?.chosen && !(await firstTaken(kept.first, needed))) return kept;
    return { first: await freeBlock(needed), chosen: true };
  }
  const first = asked ?? kept?.first ?? defaultFirstPort;
  const taken = await firstTaken(first, needed);
  if (taken !== undefined) {
    throw new Problem(
      `Port ${taken} is in use: end what listens there, or start with --port N, or --port 0 for free ones`,
    );
  }
  return { first, chosen: false };
}

async function freeBlock(needed: readonly number[]): Promise<number> {
  for (;;) {
    const first = randomPort();
    if ((await firstTaken(first, needed)) === undefined) return first;
  }
}

async function firstTaken(first: number, needed: readonly number[]): Promise<number | undefined> {
  for (const offset of needed) if (!(await isFree(first + offset))) return first + offset;
  return undefined;
}

function randomPort(): number {
  return 10_240 + Math.floor(Math.random() * 22_000);
}
