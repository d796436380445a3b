import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import {
  Answers,
  CurrentPrincipal,
  IsText,
  MayBeAbsent,
  type Principal,
  Problem,
  Refuses,
  Roles,
} from '@redress/bootstrap';
import { TakesKey } from '@redress/messaging';
import { Matches } from 'class-validator';
import { Acts } from './acts.js';
import { Assignments } from './assignments.js';
import { RoutedComplaintView } from './routed-complaint.view.js';
import { specialistId } from './specialist-body.js';
import { lockSpecialists } from './storage/holders.js';

class HandOver {
  /** Why, in the specialist's own words. They are not kept here: the journal says `handed-over`. */
  @IsText(2_000)
  reason: string;

  /** Who should get it; absent: whoever is best placed, and the giver only when nobody else can take it. */
  @MayBeAbsent()
  @Matches(specialistId)
  to?: string;
}

@Roles('specialist')
@Controller('v1/complaints')
export class HandOverComplaintController {
  constructor(
    private readonly acts: Acts,
    private readonly assignments: Assignments,
  ) {}

  /** The holder gives a complaint to a colleague, or back to the pool. */
  @Post(':id/hand-over')
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'You no longer hold it.')
  @TakesKey()
  @Refuses('wrong-state', 'key-reused')
  async handOver(
    @Param('id') id: string,
    @Body() body: HandOver,
    @CurrentPrincipal() me: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<RoutedComplaintView> {
    const { to } = body;
    if (to === me.sub) throw Problem.wrongState('You hold it yourself: name somebody else, or nobody.');
    return await this.acts.decide({ act: 'hand-over', complaint: id, by: me.sub, body, key }, async (tx, complaint) => {
      await this.acts.holdingOf(tx, complaint, me.sub);
      await lockSpecialists(tx, to ? [me.sub, to] : [me.sub]);
      const released = await this.assignments.release(tx, [complaint], 'handed-over');
      if (!to) return released;
      return [...released, ...(await this.acts.give(tx, { complaint, to, by: 'claim', reasons: ['handed-over'] }))];
    });
  }
}
