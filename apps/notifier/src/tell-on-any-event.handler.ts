import { Controller } from '@nestjs/common';
import { eventsHeardBy } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { owedFor } from './domain/owing.js';
import { NoticeCounter } from './notice-counter.js';
import { followComplaints } from './storage/follow-complaints.js';
import { oweNotices } from './storage/owe-notices.js';

/** Customers are told what took, which only who hears every event knows; what each owes is in {@link owedFor}. */
@Controller()
export class TellOnAnyEvent {
  constructor(private readonly counter: NoticeCounter) {}

  @Hears(...eventsHeardBy('notifier'))
  async handle(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const followed = await followComplaints(tx, fresh);
    const owed = followed.flatMap(({ event, ...folded }) => owedFor(event, folded));
    const lines = await oweNotices(tx, owed, new Date());
    this.counter.count('queued', lines.filter(({ document }) => document.state === 'queued').length);
    return lines;
  }
}
