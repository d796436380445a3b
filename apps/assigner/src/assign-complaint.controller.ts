import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, MayBeAbsent, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { TakesKey } from '@redress/messaging';
import { IsBoolean, Matches } from 'class-validator';
import { Acts } from './acts.js';
import { Assignments } from './assignments.js';
import { RoutedComplaintView } from './routed-complaint.view.js';
import { specialistId } from './specialist-body.js';
import { lockSpecialists } from './storage/holders.js';

class Assign {
  @Matches(specialistId)
  specialist: string;

  /** Whether to go beyond the specialist's skills and capacity. */
  @MayBeAbsent()
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
  @TakesKey()
  @Refuses('wrong-state', 'key-reused')
  async assign(
    @Param('id') id: string,
    @Body() body: Assign,
    @CurrentPrincipal() me: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<RoutedComplaintView> {
    const { specialist, override } = body;
    return await this.acts.decide({ act: 'assign', complaint: id, by: me.sub, body, key }, async (tx, complaint) => {
      const { assignmentId, specialistId: holder } = complaint.now.state;
      if (assignmentId && holder === specialist) throw Problem.wrongState('This specialist holds it already.');
      await lockSpecialists(tx, assignmentId && holder ? [holder, specialist] : [specialist]);
      const released = await this.assignments.release(tx, [complaint], 'reassigned', { actor: me.sub });
      const choice = { by: 'lead' as const, reasons: ['chosen-by-lead' as const], actor: me.sub };
      return [...released, ...(await this.acts.give(tx, { complaint, to: specialist, ...choice }, { override }))];
    });
  }
}
