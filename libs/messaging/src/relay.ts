import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Producer } from 'kafkajs';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { BrokerState } from './broker-state.js';
import { Commits } from './commits.js';
import { kafkaClient } from './kafka-client.js';
import { LockLease } from './lock-lease.js';
import { Nudge } from './nudge.js';
import { toTopicMessages, type UnsaidRow, withinOneSend } from './relay-send.js';
import { backoffMs } from './retry.js';
import { MESSAGING_SETTINGS, type MessagingSettings } from './settings.js';

const rowsAtOnce = 1_000;
/** A send costs the same for one row as for many: after a nudge, the relay waits this long for company. */
const companyMs = 5;
/** A stopped relay loses its connection, and with it the lock, after this long. */
const silentConnection = `SET idle_session_timeout = '8s'`;
/** What it read it may send for so long, less what a send needs to arrive: nobody has said it and gone beyond. */
const leaseMs = 7_000;
/** One relay per schema of a database. */
const takeLock = `SELECT pg_try_advisory_lock(hashtextextended('relay of ' || current_schema(), 0)) AS held`;

const readUnsaid = `SELECT id, topic, key, type, value FROM outbox WHERE said_at IS NULL ORDER BY id LIMIT ${rowsAtOnce}`;
const markSaid = `UPDATE outbox SET said_at = clock_timestamp() WHERE id = ANY($1::bigint[]) AND archived`;
const forgetSaid = `DELETE FROM outbox WHERE id = ANY($1::bigint[]) AND NOT archived`;

interface Connected {
  client: PoolClient;
  lease: LockLease;
  producer: Producer;
}

/**
 * Says what lies in the outbox, in the order it was stored: one relay per service, under an advisory lock held on the
 * very connection that reads and marks, one send in flight. Whatever fails, it begins again from the first unsaid row:
 * a row may be said twice, never not at all, and never before an earlier row of its complaint. Nor does it write to the
 * broker later than its lock is sure to be its own, so that nothing old comes after what another relay said.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Relay.name);
  private readonly nudge = new Nudge();
  private readonly pollMs: number;
  private stopping = false;
  private running?: Promise<void>;
  private forget?: () => void;

  constructor(
    @Inject(MESSAGING_SETTINGS) private readonly settings: MessagingSettings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly broker: BrokerState,
    private readonly commits: Commits,
  ) {
    this.pollMs = settings.pollMs ?? 250;
  }

  onApplicationBootstrap(): void {
    this.forget = this.commits.onCommit(() => this.nudge.signal());
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.forget?.();
    this.nudge.signal();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      try {
        await this.relayWhileConnected(() => {
          failures = 0;
        });
      } catch (error) {
        failures += 1;
        this.broker.refused();
        if (failures === 5) this.logger.warn(`the relay cannot go on: ${(error as Error).name}`);
        await this.nudge.wait(backoffMs(failures));
      }
    }
  }

  /** Holds one database connection and one producer for as long as both work; a failure ends both. */
  private async relayWhileConnected(onSuccess: () => void): Promise<void> {
    const pool = (this.dataSource.driver as unknown as { master: Pool }).master;
    const client = await pool.connect();
    const lease = new LockLease(leaseMs);
    let producer: Producer | undefined;
    try {
      await client.query(silentConnection);
      while (!this.stopping && !(await this.holdsLock(client, lease))) await this.nudge.wait(this.pollMs);
      if (this.stopping) return;
      producer = kafkaClient(this.settings, lease.sockets).producer({
        allowAutoTopicCreation: false,
        maxInFlightRequests: 1,
        // Tried again by kafkajs itself, rows would be sent that another relay, with the lock, has said and gone beyond.
        retry: { retries: 0 },
      });
      await producer.connect();
      await this.sayUntilStopped({ client, lease, producer }, onSuccess);
    } finally {
      // Destroyed, not returned: the lock and the time-out go with the connection.
      client.release(true);
      await producer?.disconnect().catch(() => undefined);
    }
  }

  private async holdsLock(client: PoolClient, lease: LockLease): Promise<boolean> {
    lease.renew();
    const { rows } = await client.query<{ held: boolean }>(takeLock);
    return rows[0]?.held === true;
  }

  private async sayUntilStopped(connected: Connected, onSuccess: () => void): Promise<void> {
    while (!this.stopping) {
      const said = await this.sayNext(connected);
      onSuccess();
      if (said > 0) continue;
      if (await this.nudge.wait(this.pollMs)) await new Promise((resolve) => setTimeout(resolve, companyMs));
    }
  }

  private async sayNext({ client, lease, producer }: Connected): Promise<number> {
    lease.renew();
    const { rows } = await client.query<UnsaidRow>(readUnsaid);
    const sent = withinOneSend(rows);
    if (sent.length === 0) return 0;
    await producer.sendBatch({ topicMessages: toTopicMessages(sent, this.settings), acks: -1, timeout: 10_000 });
    this.broker.answered();
    const ids = sent.map((row) => row.id);
    await client.query(markSaid, [ids]);
    if (sent.some((row) => row.type === null)) await client.query(forgetSaid, [ids]);
    return sent.length;
  }
}
