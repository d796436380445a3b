import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, IsText, type Principal, Problem, Refuses, Roles } from '@redress/bootstrap';
import { Journal } from '@redress/messaging';
import { Matches } from 'class-validator';
import { findHeld, giveComplaint, takeBack } from './give-complaint.js';
import { IfGiven } from './page.js';
import { RoutedComplaintView, show } from './routed-complaint.view.js';
import { specialistId } from './specialist-body.js';
import { lockSpecialists } from './storage/holders.js';

class HandOver {
  /** Why, in the specialist's own words. They are not kept here: the journal says `handed-over`. */
  @IsText(2_000)
  reason: string;

  /** Who should get it; absent: whoever is best placed, and the giver only when nobody else can take it. */
  @IfGiven()
  @Matches(specialistId)
  to?: string;
}

@Roles('specialist')
@Controller('v1/complaints')
export class HandOverComplaintController {
  constructor(private readonly journal: Journal) {}

  /** The holder gives a complaint to a colleague, or back to the pool. */
  @Post(':id/hand-over')
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'You no longer hold it.')
  @Refuses('wrong-state')
  async handOver(
    @Param('id') id: string,
    @Body() { to }: HandOver,
    @CurrentPrincipal() me: Principal,
  ): Promise<RoutedComplaintView> {
    if (to === me.sub) throw Problem.wrongState('You hold it yourself: name somebody else, or nobody.');
    return await this.journal.decide(async (tx) => {
      const complaint = await findHeld(tx, id, me.sub);
      await lockSpecialists(tx, to ? [me.sub, to] : [me.sub]);
      const released = await takeBack(tx, complaint, 'handed-over');
      const said = released ? [released] : [];
      if (to) {
        said.push(
          await giveComplaint(tx, complaint, { to, by: 'claim', reason: 'handed-over', causedBy: released?.id }),
        );
      }
      return { answer: show(complaint), say: said };
    });
  }
}
