import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Problem } from '@redress/bootstrap';
import type { JournalEvent, Service } from '@redress/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { Commits } from './commits.js';
import type { Transaction } from './hears.js';
import { Outbox } from './outbox.js';
import { parkedComplaints } from './park.js';
import { backoffMs } from './retry.js';
import type { Saying } from './say.js';
import { MESSAGING_SETTINGS, type MessagingSettings } from './settings.js';

/** What a decision answers, and what follows from it. */
export interface Decision<Answer> {
  /** A function is called when all that is said is stored, before COMMIT: what it reads through `tx`, it reads on top. */
  answer: Answer | (() => Promise<Answer>);
  say?: Saying[];
}

const attempts = 5;

/** Rolled back by the database to let another go first: the same work may succeed when done again. */
const rolledBack = /^(40001|40P01|55P03)$/;

const saidAndUnheard = `
  SELECT value FROM outbox
  LEFT JOIN heard ON heard.complaint_id = outbox.complaint_id AND heard.source = $2
  WHERE outbox.complaint_id = ANY($1::uuid[]) AND outbox.seq > coalesce(heard.seq, 0)
  ORDER BY outbox.complaint_id, outbox.seq`;

const isRead = <Answer>(answer: Decision<Answer>['answer']): answer is () => Promise<Answer> =>
  typeof answer === 'function';

/** Where a service decides outside a handler: at its HTTP edge, or in a loop of its own. */
@Injectable()
export class Journal {
  private readonly service: Service;
  private readonly outbox: Outbox;

  constructor(
    @Inject(MESSAGING_SETTINGS) settings: MessagingSettings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly commits: Commits,
  ) {
    this.service = settings.service as Service;
    this.outbox = new Outbox(this.service);
  }

  /**
   * Runs `work` in one transaction together with storing what it says. Answers after COMMIT. Work that the database
   * rolls back for a deadlock, a serialization failure or a lock time-out is done again, up to five times.
   * Throws a 409 problem when it would say something about a complaint with parked events.
   */
  async decide<Answer>(work: (tx: Transaction) => Promise<Decision<Answer>>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await this.dataSource.transaction(async (tx) => {
          const decision = await work(tx);
          await this.sayUnlessParked(tx, decision.say ?? []);
          return isRead(decision.answer) ? await decision.answer() : decision.answer;
        });
        this.commits.announce();
        return answer;
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (attempt === attempts || typeof code !== 'string' || !rolledBack.test(code)) throw error;
        await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, { first: 10, most: 200 })));
      }
    }
  }

  /** About a complaint with something parked here nothing is said: its state is not known to the end. */
  private async sayUnlessParked(tx: Transaction, say: Saying[]): Promise<void> {
    const about = new Set(say.flatMap((saying) => (saying.kind === 'event' ? saying.complaintId : [])));
    if ((await parkedComplaints(tx, [...about])).size > 0) {
      throw Problem.wrongState('This complaint is being repaired by our operators: try again later');
    }
    await this.outbox.store(tx, say);
  }

  /** What this service said about these complaints and has not yet heard from the journal, in order per complaint. */
  async pending(complaintIds: string[], tx?: EntityManager): Promise<JournalEvent[]> {
    const rows: { value: string }[] = await (tx ?? this.dataSource).query(saidAndUnheard, [complaintIds, this.service]);
    return rows.map((row) => JSON.parse(row.value) as JournalEvent);
  }
}
