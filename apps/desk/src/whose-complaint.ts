import { Injectable } from '@nestjs/common';
import { Problem } from '@redress/bootstrap';
import type { SubmittedWords } from '@redress/contracts';
import type { Transaction } from '@redress/messaging';
import { Timelines } from '@redress/timeline';
import { VaultReader } from '@redress/vault';

/** Tells whether complaints are of one customer: only their sealed words say whose they are. */
@Injectable()
export class WhoseComplaint {
  constructor(
    private readonly timelines: Timelines,
    private readonly vault: VaultReader,
  ) {}

  /** Throws 409 unless both complaints are of one customer, and when the other one is linked to this one. */
  async refuseUnlessSame(complaintId: string, otherId: string, tx: Transaction): Promise<void> {
    if (complaintId === otherId) throw Problem.wrongState('Name another complaint than this one.');
    const known = await this.timelines.of([complaintId, otherId], tx);
    const submissions = known.flatMap(({ id, timeline }) =>
      timeline.flatMap(({ id: eventId, type, sealed }) =>
        type === 'complaint-submitted' && sealed ? [{ complaintId: id, eventId, sealed }] : [],
      ),
    );
    const [own, others] = (await this.vault.open<SubmittedWords>(submissions)).map((words) => words?.customerId);
    if (submissions.length < 2 || own === undefined || others === undefined) {
      throw Problem.wrongState('Whose complaints these are was erased: they cannot be linked.');
    }
    if (own !== others)
      throw Problem.wrongState('The complaints are of two customers: only those of one can be linked.');
    if (known[1]?.state?.duplicateOf === complaintId) {
      throw Problem.wrongState('The other complaint is linked to this one already.');
    }
  }
}
