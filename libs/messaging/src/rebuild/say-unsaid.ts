import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '@redress/bootstrap';
import type { DataSource } from 'typeorm';
import type { Relay } from '../relay.js';

const patienceMs = 60_000;
const unsaidRows = 'SELECT count(*)::int AS rows FROM outbox WHERE said_at IS NULL';

/** Runs the relay of a service that is held until its outbox is empty. Throws {@link StartError} after a minute. */
export async function sayWhatIsUnsaid(relay: Relay, live: DataSource): Promise<void> {
  relay.onApplicationBootstrap();
  try {
    for (const deadline = performance.now() + patienceMs; ; await pause(50)) {
      const [row] = (await live.query(unsaidRows)) as { rows: number }[];
      if (row?.rows === 0) return;
      if (performance.now() > deadline) throw new StartError(`${row?.rows} events cannot be said: is Kafka up?`);
    }
  } finally {
    await relay.onModuleDestroy();
  }
}
