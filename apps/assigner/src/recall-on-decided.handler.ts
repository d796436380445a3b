import { Controller } from '@nestjs/common';
import { ComplaintAssigned, ComplaintPooled, ComplaintReleased, WorkStarted } from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { In } from 'typeorm';
import { recall } from './domain/recall.js';
import { Complaint } from './storage/complaint.entity.js';
import { FormerHolder } from './storage/former-holder.entity.js';
import { recountHeld } from './storage/holders.js';

/**
 * Learns of the service's own decisions from the journal. Those it took itself are in its tables already; after a
 * rebuild or from a backup they are not, and take effect here.
 */
@Controller()
export class RecallOnDecided {
  @Hears(ComplaintPooled, ComplaintAssigned, ComplaintReleased, WorkStarted)
  async recall(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const forgotten = await this.forgotten(fresh, tx);
    if (forgotten.length === 0) return [];
    const complaints = await tx.find(Complaint, {
      where: { id: In(forgotten.map((event) => event.subject)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const byId = new Map(complaints.map((complaint) => [complaint.id, complaint]));
    const former: FormerHolder[] = [];
    const holders = new Set<string>();
    for (const event of forgotten) {
      const complaint = byId.get(event.subject);
      if (!complaint) continue;
      const before = complaint.specialistId;
      Object.assign(complaint, recall(complaint, event));
      const { id, specialistId: now } = complaint;
      if (before && before !== now) former.push({ complaintId: id, specialistId: before });
      for (const holder of [before, now]) if (holder) holders.add(holder);
    }
    await tx.save(complaints);
    await tx.createQueryBuilder().insert().into(FormerHolder).values(former).orIgnore().execute();
    await recountHeld(tx, [...holders]);
    return [];
  }

  private async forgotten(fresh: Heard[], tx: Transaction): Promise<Heard[]> {
    const rows: { id: string; said: number }[] = await tx.query(
      'SELECT complaint_id AS id, said FROM complaint WHERE complaint_id = ANY($1::uuid[])',
      [fresh.map((event) => event.subject)],
    );
    const said = new Map(rows.map((row) => [row.id, row.said]));
    return fresh.filter((event) => event.sourceseq > (said.get(event.subject) ?? 0));
  }
}
