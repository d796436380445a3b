import { Controller } from '@nestjs/common';
import { events } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { owedFor } from './domain/owing.js';
import { NoticeCounter } from './notice-counter.js';
import { followComplaints } from './storage/follow-complaints.js';
import { oweNotices } from './storage/owe-notices.js';

/** Every event of the map that this service hears: only who knows them all knows which of them took. */
const heard = events.filter(({ heardBy }) => heardBy.includes('notifier')).map(({ data }) => data);

/** Customers are told what took; what each event owes is in {@link owedFor}. */
@Controller()
export class TellOnAnyEvent {
  constructor(private readonly counter: NoticeCounter) {}

  @Hears(...heard)
  async handle(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const followed = await followComplaints(tx, fresh);
    const owed = followed.flatMap(({ event, ...folded }) => owedFor(event, folded));
    const lines = await oweNotices(tx, owed, new Date());
    this.counter.count('queued', lines.filter(({ document }) => document.state === 'queued').length);
    return lines;
  }
}
