import { Client } from 'pg';
import type { Service } from '../map.js';
import type { Fault, Scene } from './fault.js';
import { cameTrue, wait } from './wait.js';

type Table = 'heard' | 'outbox';

const patienceMs = 10_000;

// Without the first statement a transaction sees what others do as it was when it first looked.
const lookAnew = 'SELECT pg_stat_clear_snapshot()';
const held = `
  SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE NOT granted AND relation = $1::regclass AND query ~* '^\\s*INSERT'`;

/** Locks a table of a service for a while, so that its transactions hang and are rolled back. */
export const holdTable = (service: Service, table: Table, ms: number): Fault => hold(service, table, ms);

/** As {@link holdTable}, the time counted from when something is to be stored there; `meanwhile` happens in the middle. */
export function trapInTable(service: Service, table: Table, ms: number, meanwhile?: Fault): Fault {
  return hold(
    service,
    table,
    ms,
    async (client, { signal, say }) => {
      const isMet = async () => {
        await client.query(lookAnew);
        return (await client.query(held, [`${service}.${table}`])).rowCount !== 0;
      };
      if (!(await cameTrue(isMet, patienceMs, signal))) say(`nothing was to be stored in ${service}.${table}`);
    },
    meanwhile,
  );
}

function hold(
  service: Service,
  table: Table,
  ms: number,
  untilMet?: (client: Client, scene: Scene) => Promise<void>,
  meanwhile?: Fault,
): Fault {
  return async (scene) => {
    const { deployment, signal, say } = scene;
    const client = new Client({ connectionString: deployment.endpoints.database });
    client.on('error', () => undefined);
    if (service === 'notifier') deployment.jolts += 1;
    try {
      await client.connect();
      await client.query(`BEGIN; LOCK TABLE ${service}.${table} IN ACCESS EXCLUSIVE MODE`);
      await untilMet?.(client, scene);
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
