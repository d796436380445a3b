import { Controller } from '@nestjs/common';
import { eventsHeardBy } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { type Followed, follow, statesOf, storeFollowed } from '@redress/timeline';
import { VaultReader } from '@redress/vault';
import { keepHolders } from './storage/keep-holders.js';
import { keepWords } from './storage/keep-words.js';

/** What any event's words may be made of, as far as people search for them. */
interface Words {
  subject?: string;
  text?: string;
  reason?: string;
}

/** Keeps what staff see of complaints, in the order of the journal, and the words to search in. Says nothing. */
@Controller()
export class FollowOnAnyEvent {
  constructor(private readonly vault: VaultReader) {}

  @Hears(...eventsHeardBy('desk'))
  async handle(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const before = await statesOf(
      tx,
      fresh.map((event) => event.subject),
    );
    const followed = follow(before, fresh);
    await storeFollowed(tx, followed);
    await keepHolders(tx, followed);
    await this.keepWords(tx, followed);
    return [];
  }

  /** Words that were erased are not kept. */
  private async keepWords(tx: Transaction, { entries }: Followed): Promise<void> {
    const sealed = entries.flatMap(({ id: eventId, complaintId, sealed }) =>
      sealed ? [{ eventId, complaintId, sealed }] : [],
    );
    const opened = await this.vault.open<Words>(sealed);
    const said = sealed.map(({ eventId, complaintId }, nth) => ({ eventId, complaintId, words: spoken(opened[nth]) }));
    await keepWords(
      tx,
      said.filter(({ words }) => words !== ''),
    );
  }
}

function spoken({ subject, text, reason }: Words = {}): string {
  return [subject, text, reason].filter((words) => words !== undefined).join('\n');
}
