import { Controller } from '@nestjs/common';
import { ComplaintCategorised, ComplaintSubmitted, type SubmittedWords } from '@redress/contracts';
import { type Heard, Hears, type Saying, say, type Transaction } from '@redress/messaging';
import { VaultReader } from '@redress/vault';
import { categorise } from './domain/categorise.js';

/** Says what a submitted complaint is about. Words that were erased leave the customer's pick to go by. */
@Controller()
export class CategoriseOnSubmitted {
  constructor(private readonly vault: VaultReader) {}

  @Hears(ComplaintSubmitted)
  async handle(fresh: Heard<ComplaintSubmitted>[], _tx: Transaction): Promise<Saying[]> {
    const words = await this.vault.open<SubmittedWords>(
      fresh.map(({ subject, id, data }) => ({ complaintId: subject, eventId: id, sealed: data.sealed })),
    );
    return fresh.map((event, nth) => say(ComplaintCategorised, event, categorise(words[nth], event.data.pick)));
  }
}
