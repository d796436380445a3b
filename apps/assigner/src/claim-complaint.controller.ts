import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Answers, CurrentPrincipal, type Principal, Refuses, Roles, TakesNoBody } from '@redress/bootstrap';
import { TakesKey } from '@redress/messaging';
import { Acts } from './acts.js';
import { RoutedComplaintView } from './routed-complaint.view.js';

@Roles('specialist')
@Controller('v1/complaints')
export class ClaimComplaintController {
  constructor(private readonly acts: Acts) {}

  /** Takes a complaint out of the pool for oneself: 409 when it is taken, or one is full or unskilled. */
  @Post(':id/claim')
  @TakesNoBody()
  @HttpCode(200)
  @Answers(200, RoutedComplaintView, 'You hold it.')
  @TakesKey()
  @Refuses('wrong-state', 'key-reused')
  async claim(
    @Param('id') id: string,
    @CurrentPrincipal() me: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<RoutedComplaintView> {
    return await this.acts.decide({ act: 'claim', complaint: id, by: me.sub, key }, (tx, complaint) =>
      this.acts.give(tx, { complaint, to: me.sub, by: 'claim', reasons: ['claimed'] }),
    );
  }
}
