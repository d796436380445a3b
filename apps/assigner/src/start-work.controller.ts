import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Problem, Refuses, Roles, TakesNoBody } from '@redress/bootstrap';
import { TakesKey } from '@redress/messaging';
import { Acts } from './acts.js';
import { Assignments } from './assignments.js';
import { RoutedComplaintView } from './routed-complaint.view.js';

@Roles('specialist')
@Controller('v1/complaints')
export class StartWorkController {
  constructor(
    private readonly acts: Acts,
    private readonly assignments: Assignments,
  ) {}

  /** The holder begins to work on a complaint. */
  @Post(':id/start')
  @TakesNoBody()
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'It is in progress.')
  @TakesKey()
  @Refuses('wrong-state', 'key-reused')
  async start(
    @Param('id') id: string,
    @CurrentPrincipal() me: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<RoutedComplaintView> {
    return await this.acts.decide({ act: 'start', complaint: id, by: me.sub, key }, async (tx, complaint) => {
      const assignmentId = await this.acts.holdingOf(tx, complaint, me.sub);
      if (complaint.now.state.status !== 'assigned') throw Problem.wrongState('Work on it has started already.');
      return await this.assignments.begin(tx, complaint, assignmentId);
    });
  }
}
