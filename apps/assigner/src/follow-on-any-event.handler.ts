import { Controller } from '@nestjs/common';
import {
  CategoryCorrected,
  ComplaintAssigned,
  ComplaintCategorised,
  ComplaintEscalated,
  ComplaintPooled,
  ComplaintReleased,
  ComplaintReopened,
  ComplaintSubmitted,
  ComplaintWithdrawn,
  CustomerWrote,
  DecisionCommunicated,
  eventOfClass,
  FinalResponseIssued,
  InformationRequested,
  ResolutionAccepted,
  WorkStarted,
} from '@redress/contracts';
import { type Heard, Hears, type Saying, type Transaction } from '@redress/messaging';
import { Assignments } from './assignments.js';
import { isSkilled } from './domain/refusal.js';
import { seekingOf } from './domain/seeking.js';
import { lockSpecialists } from './storage/holders.js';
import { type Known, Standings } from './storage/standings.js';

const { type: corrected } = eventOfClass(CategoryCorrected);

/**
 * Notes what every event that concerns holding means, the service's own ones too. Who gets what is the dispatcher's
 * decision; here only a holder without the skill for the other category that a complaint now has loses it.
 */
@Controller()
export class FollowOnAnyEvent {
  constructor(
    private readonly standings: Standings,
    private readonly assignments: Assignments,
  ) {}

  @Hears(
    ComplaintSubmitted,
    ComplaintCategorised,
    CategoryCorrected,
    ComplaintPooled,
    ComplaintAssigned,
    ComplaintReleased,
    WorkStarted,
    InformationRequested,
    CustomerWrote,
    DecisionCommunicated,
    FinalResponseIssued,
    ResolutionAccepted,
    ComplaintWithdrawn,
    ComplaintReopened,
    ComplaintEscalated,
  )
  async follow(fresh: Heard[], tx: Transaction): Promise<Saying[]> {
    const complaints = await this.standings.hear(tx, fresh);
    const corrections = new Map(
      fresh.flatMap((event) => (event.type === corrected ? [[event.subject, event.id]] : [])),
    );
    const affected = complaints.filter(
      ({ id, before, now }) =>
        corrections.has(id) && now.state.assignmentId && now.state.category !== before?.state.category,
    );
    const said: Saying[] = [];
    for (const complaint of await this.heldUnskilled(tx, affected)) {
      const causedBy = corrections.get(complaint.id);
      said.push(...(await this.assignments.release(tx, [complaint], 'category-corrected', { causedBy })));
    }
    return said;
  }

  private async heldUnskilled(tx: Transaction, held: Known[]): Promise<Known[]> {
    if (held.length === 0) return [];
    const holderOf = ({ now }: Known) => now.state.specialistId ?? '';
    const holders = new Map((await lockSpecialists(tx, held.map(holderOf))).map((one) => [one.id, one]));
    return held.filter((complaint) => {
      const holder = holders.get(holderOf(complaint));
      return holder && !isSkilled(holder.skills, seekingOf(complaint));
    });
  }
}
