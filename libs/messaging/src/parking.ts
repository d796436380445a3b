import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Commits } from './commits.js';
import type { JournalRecord } from './gather.js';
import type { Transaction } from './hears.js';
import { type ParkedRow, parkedSql, toRecord } from './parked-row.js';
import { isTransient } from './retry.js';
import { whyParked } from './take-chunk.js';

/** What takes a record of a topic again. */
export interface Retaking {
  /** Throws when it still cannot be taken. */
  retake(tx: Transaction, record: JournalRecord): Promise<void>;
}

export interface Released {
  /** Records that took effect now, in journal order. */
  released: number;
  /** Records of the complaint that are still parked. */
  left: number;
}

export type MendOutcome = 'mended' | 'unknown';

/** The records a service has set aside, and the four acts on them. Every act that changes something is written down with who did it. */
@Injectable()
export class Parking {
  private readonly logger = new Logger(Parking.name);
  private readonly takers = new Map<string, Retaking>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly commits: Commits,
  ) {}

  /** Tells where released records of a topic go, and tries those again that an older version of the service did not know. */
  releasesTo(topic: string, taker: Retaking): void {
    this.takers.set(topic, taker);
    void this.releaseUnknownVersions(topic).catch((error: unknown) =>
      this.logger.warn(`parked records of unknown versions wait for the next start: ${(error as Error).name}`),
    );
  }

  /** In the order of their ids, which is the order in which they were parked. */
  async list({ after, limit }: { after?: string; limit: number }): Promise<ParkedRow[]> {
    return this.dataSource.query(parkedSql.list, [after ?? null, limit]);
  }

  async find(id: string): Promise<ParkedRow | undefined> {
    const [row] = (await this.dataSource.query(parkedSql.find, [id])) as ParkedRow[];
    return row;
  }

  /**
   * Replaces a parked record's value, after checking in a transaction that is rolled back that it could be taken.
   * Throws what is still wrong with it, also when it would be passed by as heard before; unless it was heard as this very
   * mending, of the same record. The record stays parked.
   */
  async mend(id: string, value: string, by: string): Promise<MendOutcome> {
    const row = await this.find(id);
    if (!row) return 'unknown';
    if (!(await this.wasMendedSo(row, value))) await this.tryOut(row, value);
    return this.dataSource.transaction(async (tx) => {
      const [mended] = await tx.query(parkedSql.mend, [id, value]);
      if (mended.length === 0) return 'unknown';
      // A record of the journal alone is ever read again by a rebuild, and holds no words in clear.
      await this.writeDown(tx, row, 'mend', by, row.complaintId ? { value } : {});
      return 'mended';
    });
  }

  /**
   * Takes a parked record and those behind it, in journal order, each in a transaction of its own; stops at the first
   * that still cannot be taken. `undefined`: there is no such record.
   */
  async release(id: string, by: string): Promise<Released | undefined> {
    const row = await this.find(id);
    if (!row) return undefined;
    await this.dataSource.transaction((tx) => this.writeDown(tx, row, 'release', by));
    return this.takeParked(row);
  }

  /** Gives a record up for good, says why, and takes those behind it. `undefined`: there is no such record. */
  async discard(id: string, reason: string, by: string): Promise<Released | undefined> {
    const row = await this.find(id);
    if (!row) return undefined;
    const isGivenUp = await this.dataSource.transaction(async (tx) => {
      const [removed] = await tx.query(parkedSql.remove, [id]);
      if (removed.length > 0) await this.writeDown(tx, row, 'discard', by, { reason });
      return removed.length > 0;
    });
    // Somebody else released or discarded it in this moment.
    if (!isGivenUp) return undefined;
    return row.complaintId ? this.takeParked(row) : { released: 0, left: 0 };
  }

  private async takeParked(first: ParkedRow): Promise<Released> {
    let released = 0;
    for (;;) {
      const taken = await this.takeNext(first);
      if (!taken) break;
      released += 1;
      this.commits.announce();
    }
    const [count] = await this.dataSource.query(parkedSql.left, [first.complaintId, first.id]);
    return { released, left: count.left };
  }

  /** One record of the complaint (or the keyless one itself). False when none is left or it still cannot be taken. */
  private async takeNext(first: ParkedRow): Promise<boolean> {
    let tried: ParkedRow | undefined;
    try {
      return await this.dataSource.transaction(async (tx) => {
        [tried] = (await tx.query(parkedSql.lockNext, [first.complaintId, first.id])) as ParkedRow[];
        if (!tried) return false;
        await this.takerOf(tried).retake(tx, toRecord(tried));
        await tx.query(parkedSql.remove, [tried.id]);
        return true;
      });
    } catch (error) {
      if (isTransient(error) || !tried) throw error;
      const { reason, detail } = whyParked(error);
      await this.dataSource.query(parkedSql.explain, [tried.id, reason, detail]);
      return false;
    }
  }

  /** Whether the record was parked before and mended to the same: then that has taken effect already. */
  private async wasMendedSo(row: ParkedRow, value: string): Promise<boolean> {
    const { id, topic, partition, offset, complaintId, valueHash } = row;
    const record = [id, topic, partition, offset, complaintId, valueHash];
    const before: unknown[] = await this.dataSource.query(parkedSql.mendedSo, [...record, value]);
    return before.length > 0;
  }

  private async tryOut(row: ParkedRow, value: string): Promise<void> {
    const rollBack = new Error('tried out');
    await this.dataSource
      .transaction(async (tx) => {
        await this.takerOf(row).retake(tx, { ...toRecord(row), value: Buffer.from(value), triedOut: true });
        throw rollBack;
      })
      .catch((error: unknown) => {
        if (error !== rollBack) throw error;
      });
  }

  private takerOf(row: ParkedRow): Retaking {
    const taker = this.takers.get(row.topic);
    if (!taker) throw Object.assign(new Error(`nothing hears ${row.topic} yet`), { transient: true });
    return taker;
  }

  private async releaseUnknownVersions(topic: string): Promise<void> {
    const rows: ParkedRow[] = await this.dataSource.query(parkedSql.unknownVersions, [topic]);
    for (const row of rows) await this.takeParked(row);
  }

  private async writeDown(
    tx: Transaction,
    row: ParkedRow,
    act: string,
    by: string,
    more: { reason?: string; value?: string } = {},
  ): Promise<void> {
    const { id, topic, partition, offset, complaintId, valueHash } = row;
    await tx.query(parkedSql.writeDown, [
      id,
      topic,
      partition,
      offset,
      complaintId,
      valueHash,
      act,
      by,
      more.reason ?? null,
      more.value ?? null,
    ]);
  }
}
