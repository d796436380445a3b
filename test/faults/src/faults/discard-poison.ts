import { randomUUID } from 'node:crypto';
import { type Service, services } from '../map.js';
import type { Fault, Scene } from './fault.js';
import { makePoison } from './poison-kinds.js';
import { cameTrue } from './wait.js';

const count = 6;
const discardedMs = 60_000;

interface ParkedPage {
  items: { id: string; complaintId?: string }[];
  next: string | null;
}

/** Poison under keys of nobody's, which an operator discards at every service: however often it is read again, it must not come back. */
export const discardPoison: Fault = async (scene) => {
  const { deployment, producer, signal, say } = scene;
  const subjects = Array.from({ length: count }, () => randomUUID());
  const messages = subjects.map((subject) => makePoison('malformed', subject));
  await producer.send({ topic: `${deployment.endpoints.topicPrefix}complaints`, acks: -1, messages });
  for (const service of services) {
    const left = new Set(subjects);
    const isDone = async () => {
      await discard(scene, service, left);
      return left.size === 0;
    };
    if (!(await cameTrue(isDone, discardedMs, signal))) throw new Error(`${service} keeps what was to be discarded`);
  }
  say(`${count} poison records discarded at every service`);
};

/** Discards what is parked there of these, and takes it off the list. */
async function discard({ deployment }: Scene, service: Service, left: Set<string>): Promise<void> {
  const ask = async (path: string, body?: object): Promise<Response> => {
    const token = deployment.endpoints.people.omar?.token;
    const response = await fetch(`${deployment.processesOf(service)[0]?.url}/v1/parked${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${service} answers ${response.status}`);
    return response;
  };
  for (let after: string | null = ''; after !== null; ) {
    const page = (await (await ask(`?limit=200${after && `&after=${after}`}`)).json()) as ParkedPage;
    for (const { id, complaintId = '' } of page.items.filter((item) => left.has(item.complaintId ?? ''))) {
      await ask(`/${id}/discard`, { reason: 'a campaign' });
      left.delete(complaintId);
    }
    after = page.next;
  }
}
