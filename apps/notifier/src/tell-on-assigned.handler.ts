import { Controller } from '@nestjs/common';
import { ComplaintAssigned } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { owedToCustomer } from './domain/notice.js';
import { NoticeCounter } from './notice-counter.js';
import { followComplaints } from './storage/follow-complaints.js';
import { oweNotices } from './storage/owe-notices.js';

/** The customer is told, once per episode, that somebody works on the complaint. */
@Controller()
export class TellOnAssigned {
  constructor(private readonly counter: NoticeCounter) {}

  @Hears(ComplaintAssigned)
  async handle(fresh: Heard<ComplaintAssigned>[], tx: Transaction): Promise<Saying[]> {
    const followed = await followComplaints(tx, fresh);
    const owed = followed
      .filter(({ moments }) => moments.firstAssignmentOfEpisode)
      .map(({ event }) => owedToCustomer(event.subject, event.id, 'assigned'));
    const lines = await oweNotices(tx, owed, new Date());
    this.counter.count('queued', lines.length);
    return lines;
  }
}
