import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Journal, post } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { ledgerLine } from '../domain/notice.js';
import type { Settlement } from '../domain/settle.js';
import { NoticeCounter } from '../notice-counter.js';
import {
  areNoticesDue,
  holdNotices,
  settleNotices,
  type TakenNotice,
  takeNotices,
  type Wanted,
  wakeNotices,
} from '../storage/due-notices.js';

/** A notice and what became of it. */
export interface Settled {
  notice: TakenNotice;
  settlement: Settlement;
}

/** The notices as the database has them; every change of state is said in the transaction that makes it. */
@Injectable()
export class Ledger {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly journal: Journal,
    private readonly counter: NoticeCounter,
  ) {}

  /** Takes what is due. When it answers, the notices are marked as being sent, and the doubtful ones are named. */
  async take(wanted: Wanted): Promise<TakenNotice[]> {
    if (!(await areNoticesDue(this.database, wanted))) return [];
    const taken = await this.journal.decide(async (tx) => {
      const notices = await takeNotices(tx, wanted);
      const now = new Date();
      const say = notices
        .filter((notice) => notice.wasAbandoned)
        .map((notice) => post('notifications', notice.complaintId, ledgerLine(notice, 'uncertain', now, 'abandoned')));
      return { answer: notices, say };
    });
    this.counter.count('uncertain', taken.filter((notice) => notice.wasAbandoned).length);
    return taken;
  }

  /** Keeps other instances from taking what is still being sent here. */
  async hold(noticeIds: string[]): Promise<void> {
    await holdNotices(this.database, noticeIds);
  }

  /** Stores how attempts ended. A notice that goes back into the queue never left it, as far as the ledger goes. */
  async settle(settled: Settled[]): Promise<void> {
    const told = await this.journal.decide(async (tx) => {
      const ours = await settleNotices(tx, settled);
      const now = new Date();
      const changed = settled.filter(
        ({ notice, settlement }) => ours.has(notice.noticeId) && settlement.state !== 'queued',
      );
      const say = changed.map(({ notice, settlement }) =>
        post('notifications', notice.complaintId, ledgerLine(notice, settlement.state, now, settlement.reason)),
      );
      return { answer: changed, say };
    });
    for (const { settlement } of told) this.counter.count(settlement.state, 1);
  }

  /** Makes everything that waits for its next attempt due at once. */
  async wake(): Promise<void> {
    await wakeNotices(this.database);
  }
}
