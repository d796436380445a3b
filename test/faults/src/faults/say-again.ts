import { readUnsaid, withDatabase } from '../history/read-tables.js';
import { type Service, services } from '../map.js';
import type { Fault, Scene } from './fault.js';
import { cameTrue } from './wait.js';

const saidMs = 120_000;
const dayMs = 86_400_000;

/** Has every service say again whatever it said, one after the other. */
export const sayAllAgain: Fault = async (scene) => {
  const rows: string[] = [];
  for (const service of services) {
    rows.push(`${service} ${await sayAgain(scene, service)}`);
    const { endpoints } = scene.deployment;
    const isSaid = async () => (await withDatabase(endpoints.database, readUnsaid))[service] === 0;
    if (!(await cameTrue(isSaid, saidMs, scene.signal))) return scene.say(`${service} did not say everything again`);
  }
  scene.say(`rows said again: ${rows.join(', ')}`);
};

/** As an operator; gives the number of rows. A service that is away is asked again. */
async function sayAgain({ deployment, signal }: Scene, service: Service): Promise<number> {
  const span = { from: new Date(Date.now() - dayMs), to: new Date(Date.now() + dayMs) };
  let rows = 0;
  let after: string | undefined;
  const isOrdered = async () => {
    const { people } = deployment.endpoints;
    const response = await fetch(`${deployment.processesOf(service)[0]?.url}/v1/outbox/say-again`, {
      method: 'POST',
      headers: { authorization: `Bearer ${people.omar?.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...span, after }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return false;
    const answer = (await response.json()) as { rows: number; next?: string };
    rows += answer.rows;
    after = answer.next;
    return after === undefined;
  };
  if (!(await cameTrue(isOrdered, saidMs, signal))) throw new Error(`${service} does not say again`);
  return rows;
}
