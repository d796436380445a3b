import { Controller } from '@nestjs/common';
import { eventsHeardBy } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { follow, statesOf, storeFollowed } from '@redress/timeline';

/** Keeps what customers see of their complaints: state and timeline, in the order of the journal. Says nothing. */
@Controller()
export class FollowOnAnyEvent {
  /** All but what staff write for each other, and what is no complaint's. */
  @Hears(...eventsHeardBy('intake'))
  async handle(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const before = await statesOf(
      tx,
      fresh.map((event) => event.subject),
    );
    await storeFollowed(tx, follow(before, fresh));
    return [];
  }
}
