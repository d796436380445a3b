import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Commits, Nudge } from '@redress/messaging';
import type { Outcome } from '../domain/outcome.js';
import { settle } from '../domain/settle.js';
import { holdMs, type TakenNotice } from '../storage/due-notices.js';
import { Gate } from './gate.js';
import { Ledger } from './ledger.js';
import { PostOffice } from './post-office.js';
import { SettleAttempts } from './settle-attempts.js';
import { WriteLetters, type Written } from './write-letters.js';

const pollMs = 500;

/** After the order to stop. */
const lettersMayTakeMs = 5_000;

/** For each connection one letter in the dialogue, and two that wait, so that none is idle while the database is asked. */
const aheadPerConnection = 3;

export interface SendingSettings {
  /** Connections to the mail server at once. */
  connections: number;
  /** How long a letter is tried again, at least, while nobody says that it never will arrive. */
  patienceMs: number;
}

export const SENDING_SETTINGS = Symbol('SENDING_SETTINGS');

/**
 * Sends what is due. A notice is marked as being sent, and that is committed, before the mail server hears of it; how
 * it ended is committed after. What lies between the two when this process dies may have gone: it is sent again under
 * the same id, and named as uncertain.
 */
@Injectable()
export class SendNotices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SendNotices.name);
  private readonly nudge = new Nudge();
  private readonly gate: Gate;
  private readonly patienceMs: number;
  /** Above so many under way nothing is taken yet: a few together cost the database little more than one. */
  private readonly enough: number;
  /** What is being written or sent, by notice: held until it is settled. */
  private readonly underway = new Map<string, Promise<unknown>>();
  private isStopping = false;
  private running?: Promise<void>;
  private holding?: NodeJS.Timeout;
  private stopListening?: () => void;

  constructor(
    private readonly ledger: Ledger,
    private readonly commits: Commits,
    private readonly letters: WriteLetters,
    private readonly postOffice: PostOffice,
    private readonly attempts: SettleAttempts,
    @Inject(SENDING_SETTINGS) { connections, patienceMs }: SendingSettings,
  ) {
    this.patienceMs = patienceMs;
    this.gate = new Gate(connections * aheadPerConnection);
    this.enough = connections * (aheadPerConnection - 1);
  }

  onApplicationBootstrap(): void {
    this.stopListening = this.commits.onCommit(() => this.nudge.signal());
    this.holding = setInterval(() => void this.holdOn(), holdMs / 4);
    this.running = this.run();
  }

  /** Letters under way may end, and how they ended is stored; nothing new is begun. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.attempts.stop();
    this.stopListening?.();
    this.nudge.signal();
    const cut = setTimeout(() => this.postOffice.close(), lettersMayTakeMs);
    await this.running;
    await Promise.all(this.underway.values());
    clearTimeout(cut);
    clearInterval(this.holding);
    this.postOffice.close();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.isStopping; ) {
      try {
        const begun = await this.begin();
        failures = 0;
        if (begun === 0) await this.nudge.wait(pollMs);
      } catch (error) {
        if (failures % 60 === 0) this.logger.warn(`cannot look for mails to send: ${(error as Error).name}`);
        failures += 1;
        await this.nudge.wait(pollMs);
      }
    }
  }

  /** Begins as many letters as there is room for; gives their number. */
  private async begin(): Promise<number> {
    const limit = this.gate.room(this.underway.size, Date.now());
    if (limit === 0 || this.underway.size > this.enough) return 0;
    const except = [...this.underway.keys()];
    const taken = await this.ledger.take({ limit, except, early: this.gate.isTroubled });
    if (taken.length === 0) return 0;
    await this.send(taken);
    return taken.length;
  }

  /** Resolves when every letter is written; they leave after that. */
  private async send(taken: TakenNotice[]): Promise<void> {
    const writing = this.letters.write(taken);
    // Before the vault is asked: its answer may take longer than a hold lasts.
    for (const { noticeId } of taken) this.underway.set(noticeId, writing);
    try {
      for (const written of await writing) this.underway.set(written.notice.noticeId, this.attempt(written));
    } catch (error) {
      for (const { noticeId } of taken) this.underway.delete(noticeId);
      throw error;
    }
  }

  private async attempt(written: Written): Promise<void> {
    const { notice } = written;
    try {
      if ('mail' in written) await this.postOffice.deliver(written.mail, (outcome) => this.settle(notice, outcome));
      else await this.settle(notice, written.outcome);
    } finally {
      this.underway.delete(notice.noticeId);
      this.nudge.signal();
    }
  }

  private async settle(notice: TakenNotice, outcome: Outcome): Promise<void> {
    const isBack = this.watch(notice.noticeId, outcome);
    await this.attempts.store({
      notice,
      settlement: settle(notice, outcome, { now: new Date(), chance: Math.random(), patienceMs: this.patienceMs }),
    });
    // After it is stored, so that a letter that was just put off is woken with the others.
    if (isBack) await this.ledger.wake().catch(() => undefined);
  }

  /** Keeps the gate. True when the mail server is back. */
  private watch(noticeId: string, outcome: Outcome): boolean {
    const now = Date.now();
    let begins = false;
    if (outcome.kind === 'sent') {
      if (!this.gate.succeeded()) return false;
      this.logger.log('mails leave again');
      return true;
    }
    if (outcome.kind === 'unreachable') begins = this.gate.failed(now);
    if (outcome.kind === 'cut') begins = this.gate.failed(now);
    if (outcome.kind === 'refused' && outcome.patience !== 'none') begins = this.gate.refusedLetter(noticeId, now);
    if (begins) this.logger.warn(`mails wait: ${'reason' in outcome ? outcome.reason : outcome.kind}`);
    return false;
  }

  private async holdOn(): Promise<void> {
    if (this.underway.size === 0) return;
    // A hold that cannot be renewed runs out; the notice is then doubtful, which is the truth.
    await this.ledger.hold([...this.underway.keys()]).catch(() => undefined);
  }
}
