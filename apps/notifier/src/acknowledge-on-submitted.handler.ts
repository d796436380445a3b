import { Controller } from '@nestjs/common';
import { ComplaintSubmitted } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { owedToCustomer } from './domain/notice.js';
import { NoticeCounter } from './notice-counter.js';
import { followComplaints } from './storage/follow-complaints.js';
import { oweNotices } from './storage/owe-notices.js';

/** The customer is told that the complaint was received, and what is promised. */
@Controller()
export class AcknowledgeOnSubmitted {
  constructor(private readonly counter: NoticeCounter) {}

  @Hears(ComplaintSubmitted)
  async handle(fresh: Heard<ComplaintSubmitted>[], tx: Transaction): Promise<Saying[]> {
    const followed = await followComplaints(tx, fresh);
    const owed = followed
      .filter(({ effect }) => effect.effect === 'took')
      .map(({ event }) => owedToCustomer(event.subject, event.id, 'received'));
    const lines = await oweNotices(tx, owed, new Date());
    this.counter.count('queued', lines.length);
    return lines;
  }
}
