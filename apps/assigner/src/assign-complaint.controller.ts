import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, Problem, Refuses, Roles } from '@redress/bootstrap';
import { Journal } from '@redress/messaging';
import { IsBoolean, Matches } from 'class-validator';
import { findComplaint, giveComplaint, takeBack } from './give-complaint.js';
import { IfGiven } from './page.js';
import { RoutedComplaintView, show } from './routed-complaint.view.js';
import { specialistId } from './specialist-body.js';
import { lockSpecialists } from './storage/holders.js';

class Assign {
  @Matches(specialistId)
  specialist: string;

  /** Whether to go beyond the specialist's skills and capacity. */
  @IfGiven()
  @IsBoolean()
  override?: boolean;
}

@Roles('lead')
@Controller('v1/complaints')
export class AssignComplaintController {
  constructor(private readonly journal: Journal) {}

  /** A lead gives a complaint to somebody, whoever holds it now. */
  @Post(':id/assign')
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'The specialist holds it.')
  @Refuses('wrong-state')
  async assign(@Param('id') id: string, @Body() { specialist, override }: Assign): Promise<RoutedComplaintView> {
    return await this.journal.decide(async (tx) => {
      const complaint = await findComplaint(tx, id);
      const holder = complaint.specialistId;
      if (holder === specialist) throw Problem.wrongState('This specialist holds it already.');
      await lockSpecialists(tx, holder ? [holder, specialist] : [specialist]);
      const released = await takeBack(tx, complaint, 'reassigned');
      const assigned = await giveComplaint(tx, complaint, {
        to: specialist,
        by: 'lead',
        reason: 'chosen-by-lead',
        override,
        causedBy: released?.id,
      });
      return { answer: show(complaint), say: released ? [released, assigned] : [assigned] };
    });
  }
}
