import { Client } from 'pg';
import type { Service } from '../map.js';
import type { Fault } from './fault.js';
import { wait } from './wait.js';

/** Locks a table of a service for a while, so that its transactions hang and are rolled back; `meanwhile` happens in the middle. */
export function holdTable(service: Service, table: 'heard' | 'outbox', ms: number, meanwhile?: Fault): Fault {
  return async (scene) => {
    const { deployment, signal, say } = scene;
    const client = new Client({ connectionString: deployment.endpoints.database });
    client.on('error', () => undefined);
    if (service === 'notifier') deployment.jolts += 1;
    try {
      await client.connect();
      await client.query(`BEGIN; LOCK TABLE ${service}.${table} IN ACCESS EXCLUSIVE MODE`);
      await wait(ms / 2, signal);
      const done = meanwhile?.(scene);
      await wait(ms / 2, signal);
      await client.query('ROLLBACK');
      await done;
      say(`${service}.${table} held for ${ms / 1_000} s`);
    } catch (error) {
      say(`${service}.${table} could not be held: ${(error as Error).message}`);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
}
