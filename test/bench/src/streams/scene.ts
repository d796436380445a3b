import { ask } from '../../../edges/src/ground/ask.js';
import type { Ground } from '../../../edges/src/ground/ground.js';
import { type OpenStream, openStream } from './open-stream.js';

/** A side that writes and reads. */
export type Side = 'customer' | 'staff';

/** One complaint, followed by both sides. */
export interface Conversation {
  complaint: string;
  tokens: Record<Side, string>;
}

/** Two sides to each complaint, and all their streams open. */
export interface Scene {
  conversations: Conversation[];
  streams: OpenStream[];
}

/** One person keeps this many streams open at most. */
const perReader = 20;
const serviceOf: Record<Side, string> = { customer: 'intake', staff: 'desk' };

/** Sends JSON. Throws unless it is taken. */
export async function post(
  { services }: Ground,
  side: Side,
  token: string,
  path: string,
  body: object,
): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const bytes = Buffer.from(JSON.stringify(body));
  const { status, text } = await ask({
    url: services[serviceOf[side]] ?? '',
    method: 'POST',
    path,
    headers,
    body: bytes,
  });
  if (status !== 202) throw new Error(`${serviceOf[side]} answered ${status} to POST ${path}: ${text}`);
  return text;
}

async function converse(ground: Ground, mark: string, nth: number): Promise<Conversation> {
  const customer = await ground.tokenFor(`reader-${mark}-${nth}`, ['customer']);
  const staff = await ground.tokenFor(`senior-${mark}-${Math.floor(nth / perReader)}`, ['senior']);
  const body = { text: 'My deposit never arrived on my balance', language: 'en' };
  const { id } = JSON.parse(await post(ground, 'customer', customer, '/v1/complaints', body)) as { id: string };
  return { complaint: id, tokens: { customer, staff } };
}

/** Waits until the desk has heard of it, then opens it. */
async function openPatiently(address: string, token: string, entry: (data: string) => void): Promise<OpenStream> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await openStream(address, token, entry);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Makes complaints and opens both sides' streams of each; `arrived` is told of every entry. */
export async function setScene(
  ground: Ground,
  streams: number,
  mark: string,
  arrived: (side: Side, data: string) => void,
): Promise<Scene> {
  const conversations: Conversation[] = [];
  for (let nth = 0; nth < streams / 2; nth += 1) conversations.push(await converse(ground, mark, nth));
  const opened: OpenStream[] = [];
  for (const { complaint, tokens } of conversations) {
    for (const side of ['customer', 'staff'] as const) {
      const address = `${ground.services[serviceOf[side]]}/v1/complaints/${complaint}/stream`;
      opened.push(await openPatiently(address, tokens[side], (data) => arrived(side, data)));
    }
  }
  return { conversations, streams: opened };
}
