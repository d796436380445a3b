import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, Problem, Refuses, Roles } from '@redress/bootstrap';
import { IsBoolean, Matches } from 'class-validator';
import { Acts } from './acts.js';
import { Assignments } from './assignments.js';
import { IfGiven } from './page.js';
import { RoutedComplaintView } from './routed-complaint.view.js';
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
  constructor(
    private readonly acts: Acts,
    private readonly assignments: Assignments,
  ) {}

  /** A lead gives a complaint to somebody, whoever holds it now; at stage two never to who decided stage one. */
  @Post(':id/assign')
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'The specialist holds it.')
  @Refuses('wrong-state')
  async assign(@Param('id') id: string, @Body() { specialist, override }: Assign): Promise<RoutedComplaintView> {
    return await this.acts.decide(id, async (tx, complaint) => {
      const { assignmentId, specialistId: holder } = complaint.now.state;
      if (assignmentId && holder === specialist) throw Problem.wrongState('This specialist holds it already.');
      await lockSpecialists(tx, assignmentId && holder ? [holder, specialist] : [specialist]);
      const released = await this.assignments.release(tx, [complaint], 'reassigned');
      const wish = { complaint, to: specialist, by: 'lead' as const, reasons: ['chosen-by-lead' as const] };
      return [...released, ...(await this.acts.give(tx, wish, { override }))];
    });
  }
}
