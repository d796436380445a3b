import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Calendar } from '@redress/calendar';
import { Commits, Journal } from '@redress/messaging';
import type { DataSource } from 'typeorm';
import { AssignerConfig } from './assigner.config.js';
import { Assignments } from './assignments.js';
import { giveOut } from './domain/give-out.js';
import { type Roster, roomsOf, rosterAt } from './domain/roster.js';
import { seekingOf } from './domain/seeking.js';
import { Rounds } from './rounds.js';
import { isAnyOrphaned, lockOrphaned, lockPooled, nextInLine } from './storage/pool.js';
import { Specialist } from './storage/specialist.entity.js';
import { type Known, Standings } from './storage/standings.js';

/** Complaints in one transaction, at most. */
const chunk = 100;

/**
 * Gives pooled complaints to specialists, oldest first, in short transactions of its own. Looks whenever something was
 * committed here, and twice a second for what others committed and for shifts that began.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly calendar: Calendar;
  private readonly rounds = new Rounds(Dispatcher.name, (stopping) => this.dispatch(new Date(), stopping), {
    everyMs: 500,
    gapMs: 5,
  });
  private stopListening?: () => void;

  constructor(
    config: AssignerConfig,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly commits: Commits,
    private readonly standings: Standings,
    private readonly assignments: Assignments,
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

  /** Resolves when everything that somebody can take at this moment has been given out, or with the order to stop. */
  async dispatch(at: Date, stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted && (await this.releaseOrphaned()));
    while (!stopping?.aborted && (await this.giveOutNext(at)));
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
      const pooled = await this.standings.lock(tx, await lockPooled(tx, ids));
      const { given, waiting } = giveOut(pooled.sort(byAge).map(asSought), roster);
      const wishes = given.map(({ complaint: { known }, choice: { specialistId: to, reasons } }) => {
        return { complaint: known, to, by: 'rule' as const, reasons };
      });
      const { said } = await this.assignments.assign(tx, wishes, { presentOnly: true });
      const waits = waiting.map(({ complaint: { known }, reason }) => ({ complaint: known, reason }));
      const all = [...said, ...(await this.assignments.wait(tx, waits))];
      return { answer: all.length > 0, say: all };
    });
  }

  /** Puts what retired specialists hold back into the pool, should any be left. True when there may be more. */
  private async releaseOrphaned(): Promise<boolean> {
    if (!(await isAnyOrphaned(this.dataSource.manager))) return false;
    return await this.journal.decide(async (tx) => {
      const orphaned = await this.standings.lock(tx, await lockOrphaned(tx, chunk));
      const said = await this.assignments.release(tx, orphaned, 'retired');
      return { answer: said.length > 0, say: said };
    });
  }
}

const asSought = (known: Known) => ({ known, ...seekingOf(known) });

function byAge({ id, now: { state } }: Known, other: Known): number {
  const [mine, others] = [`${state.receivedAt} ${id}`, `${other.now.state.receivedAt} ${other.id}`];
  return mine < others ? -1 : 1;
}
