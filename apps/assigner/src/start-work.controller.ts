import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { WorkStarted } from '@redress/contracts';
import { Journal, say } from '@redress/messaging';
import { findHeld } from './give-complaint.js';
import { RoutedComplaintView, show } from './routed-complaint.view.js';
import { beginWork } from './storage/holders.js';

@Roles('specialist')
@Controller('v1/complaints')
export class StartWorkController {
  constructor(private readonly journal: Journal) {}

  /** The holder begins to work on a complaint. */
  @Post(':id/start')
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'It is in progress.')
  @Refuses('wrong-state')
  async start(@Param('id') id: string, @CurrentPrincipal() me: Principal): Promise<RoutedComplaintView> {
    return await this.journal.decide(async (tx) => {
      const complaint = await findHeld(tx, id, me.sub);
      const { status, assignmentId, correlationId } = complaint;
      if (status !== 'assigned' || !assignmentId) throw Problem.wrongState('Work on it has started already.');
      await beginWork(tx, complaint.id);
      complaint.status = 'in-progress';
      const started = say(WorkStarted, { subject: complaint.id, correlationid: correlationId }, { assignmentId });
      return { answer: show(complaint), say: [started] };
    });
  }
}
