import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { Journal } from '@redress/messaging';
import { findComplaint, giveComplaint } from './give-complaint.js';
import { RoutedComplaintView, show } from './routed-complaint.view.js';

@Roles('specialist')
@Controller('v1/complaints')
export class ClaimComplaintController {
  constructor(private readonly journal: Journal) {}

  /** Takes a complaint out of the pool for oneself: 409 when it is taken, or one is full or unskilled. */
  @Post(':id/claim')
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'You hold it.')
  @Refuses('wrong-state')
  async claim(@Param('id') id: string, @CurrentPrincipal() me: Principal): Promise<RoutedComplaintView> {
    return await this.journal.decide(async (tx) => {
      const complaint = await findComplaint(tx, id);
      if (complaint.specialistId) throw Problem.wrongState('Somebody holds it already: choose another one.');
      const assigned = await giveComplaint(tx, complaint, { to: me.sub, by: 'claim', reason: 'claimed' });
      return { answer: show(complaint), say: [assigned] };
    });
  }
}
