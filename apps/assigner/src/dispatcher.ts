import { randomUUIDv7 } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Calendar } from '@redress/calendar';
import { ComplaintAssigned, ComplaintPooled, ComplaintReleased } from '@redress/contracts';
import { Commits, Journal, say } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { AssignerConfig } from './assigner.config.js';
import { giveOut, type Round } from './domain/give-out.js';
import { type Roster, roomsOf, rosterAt } from './domain/roster.js';
import { Rounds } from './rounds.js';
import { claimComplaints } from './storage/claim-complaints.js';
import { releaseComplaints } from './storage/holders.js';
import { isAnyOrphaned, lockOrphaned } from './storage/orphans.js';
import { lockPooled, markWaiting, nextInLine, type Pooled } from './storage/pool.js';
import { Specialist } from './storage/specialist.entity.js';

/** Complaints in one transaction, at most. */
const chunk = 100;

/**
 * Gives pooled complaints to specialists, oldest first, in short transactions of its own. Looks whenever something was
 * committed here, and twice a second for what others committed and for shifts that began.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly calendar: Calendar;
  private readonly rounds = new Rounds(Dispatcher.name, () => this.dispatch(new Date()), { everyMs: 500, gapMs: 5 });
  private stopListening?: () => void;

  constructor(
    config: AssignerConfig,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly commits: Commits,
  ) {
    this.calendar = new Calendar(config.timeZone);
  }

  onApplicationBootstrap(): void {
    this.stopListening = this.commits.onCommit(() => this.rounds.nudge());
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening?.();
    await this.rounds.stop();
  }

  /** Resolves when everything that somebody can take at this moment has been given out. */
  async dispatch(at: Date): Promise<void> {
    while (await this.releaseOrphaned());
    while (await this.giveOutNext(at));
  }

  /** True when something was given out or put to waiting: there may be more. */
  private async giveOutNext(at: Date): Promise<boolean> {
    const everybody = await this.dataSource.manager.findBy(Specialist, { retired: false });
    const roster = rosterAt(everybody, at, this.calendar);
    const ids = await nextInLine(this.dataSource.manager, roomsOf(roster), chunk);
    return ids.length > 0 && (await this.giveOut(ids, roster));
  }

  private async giveOut(ids: string[], roster: Roster): Promise<boolean> {
    return await this.journal.decide(async (tx) => {
      const { given, waiting } = giveOut(await lockPooled(tx, ids), roster);
      const claims = await claimComplaints(tx, given.map(asClaim), { presentOnly: true });
      const news = waiting.filter(({ complaint }) => complaint.waiting === null);
      await markWaiting(
        tx,
        news.map(({ complaint, reason }) => ({ id: complaint.id, reason })),
      );
      return {
        answer: claims.length + news.length > 0,
        say: [
          ...claims.map(({ complaint, assignmentId, specialistId, reasons }) =>
            say(ComplaintAssigned, causeOf(complaint), { assignmentId, specialistId, by: 'rule', reasons }),
          ),
          ...news.map(({ complaint, reason }) =>
            say(ComplaintPooled, causeOf(complaint), { episode: complaint.episode, reason }),
          ),
        ],
      };
    });
  }

  /** Puts what retired specialists hold back into the pool. True when there may be more. */
  private async releaseOrphaned(): Promise<boolean> {
    if (!(await isAnyOrphaned(this.dataSource.manager))) return false;
    return await this.journal.decide(async (tx) => {
      const orphaned = await lockOrphaned(tx, chunk);
      const releases = orphaned.map((complaint) => ({ ...complaint, eventId: randomUUIDv7() }));
      await releaseComplaints(tx, releases);
      return {
        answer: releases.length > 0,
        say: releases.map(({ complaintId, correlationId, assignmentId, eventId }) =>
          say(
            ComplaintReleased,
            { subject: complaintId, correlationid: correlationId },
            { assignmentId, reason: 'retired' },
            { id: eventId },
          ),
        ),
      };
    });
  }
}

type Given = Round<Pooled>['given'][number];

function asClaim({ complaint, choice }: Given) {
  return { complaint, complaintId: complaint.id, assignmentId: randomUUIDv7(), ...choice };
}

/** What brought a complaint into the pool is what its next event follows from. */
function causeOf({ id, correlationId, pooledBy }: Pooled) {
  return { subject: id, correlationid: correlationId, ...(pooledBy && { id: pooledBy }) };
}
