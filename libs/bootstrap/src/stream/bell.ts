import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { DatabaseClient } from '../database/database-client.js';
import { describeError } from '../log/describe-error.js';
import { channelOf } from './ring.js';

/** Milliseconds between two tries to reach the database. */
const pause = 500;
/** Milliseconds between two looks whether the connection still answers, and how long an answer may take. */
const betweenLooks = 5_000;
const patience = 3_000;

type Wake = () => void;

/**
 * Hears what is rung in the service's schema, whichever process rang: one connection that listens, opened at the first
 * subscription. After every reconnect all subscribers are woken, for what was rung meanwhile is lost.
 */
export class Bell implements OnModuleDestroy {
  private readonly subscribers = new Map<string, Set<Wake>>();
  private readonly closing = new AbortController();
  private listening: Promise<void> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly log?: Logger,
  ) {}

  /** Calls `wake` whenever the key is rung, perhaps without need, never too seldom. Ends with what it gives back. */
  subscribe(key: string, wake: Wake): () => void {
    const woken = this.subscribers.get(key) ?? new Set();
    this.subscribers.set(key, woken.add(wake));
    this.listening ??= this.listen();
    return () => {
      woken.delete(wake);
      if (woken.size === 0 && this.subscribers.get(key) === woken) this.subscribers.delete(key);
    };
  }

  /** Gives the connection back; nobody is woken any more. */
  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    this.subscribers.clear();
    await this.listening;
  }

  private async listen(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.hear().catch((error: unknown) => {
        this.log?.warn({ error: describeError(error) }, 'streams hear nothing for the moment: the database is away');
      });
      await delay(pause, undefined, { signal }).catch(() => {});
    }
  }

  /** Listens for as long as the connection holds. */
  private async hear(): Promise<void> {
    const { url, schema = 'public' } = this.database.options as DataSourceOptions & { url: string; schema?: string };
    const client = new DatabaseClient({
      connectionString: url,
      application_name: `${schema} bell`,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    });
    client.on('notification', ({ payload = '' }) => wakeAll([this.subscribers.get(payload)]));
    const over = AbortSignal.any([this.closing.signal, endOf(client)]);
    try {
      await client.connect();
      await client.query(`LISTEN "${channelOf(schema)}"`);
      wakeAll(this.subscribers.values());
      while (!over.aborted) {
        await delay(betweenLooks, undefined, { signal: over }).catch(() => {});
        if (!over.aborted) await client.query('SELECT 1');
      }
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function endOf(client: DatabaseClient): AbortSignal {
  const ended = new AbortController();
  client.once('end', () => ended.abort());
  return ended.signal;
}

/** A copy is walked: whoever is woken may leave, or come anew. */
function wakeAll(subscribers: Iterable<Set<Wake> | undefined>): void {
  for (const wake of [...subscribers].flatMap((woken) => [...(woken ?? [])])) wake();
}
