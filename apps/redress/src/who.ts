import { refOf } from './complaint-path.js';
import type { Deployment } from './deployment.js';

/** Who does something when nobody is named: always the same one, or whom the complaint tells. */
export type Who = string | ((there: Deployment, ref: string) => Promise<string>);

/** Of the demo people whoever holds the complaint; ivan while nobody does. */
export async function holder(there: Deployment, ref: string): Promise<string> {
  const name = refOf(ref);
  const specialists = there.peopleWith('specialist');
  const queues = await Promise.all(
    specialists.map(
      (who) => there.call('assigner', who, '/v1/queue?limit=200') as Promise<{ items: Record<string, unknown>[] }>,
    ),
  );
  const nth = queues.findIndex(({ items }) => items.some(({ id, reference }) => id === name || reference === name));
  return specialists[nth] ?? 'ivan';
}

/** The service at which somebody finds complaints: customers at intake, staff at the desk. */
export function deskOf({ endpoints }: Deployment, who: string): 'intake' | 'desk' {
  const { roles = ['customer'] } = endpoints.people[who] ?? {};
  return roles.includes('customer') ? 'intake' : 'desk';
}
