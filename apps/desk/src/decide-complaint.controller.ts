import { Body, Controller } from '@nestjs/common';
import { type Asked, AskedHere, IsText, MayBeAbsent } from '@redress/bootstrap';
import { DecisionCommunicated, type DecisionOutcome, limits, outcomes } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsIn, IsObject, ValidateNested } from 'class-validator';
import { ActOnComplaint } from './act-on-complaint.js';
import { ActRoute } from './act-route.js';
import type { DeskComplaintView } from './desk-complaint.view.js';
import { heldBy } from './domain/held-by.js';
import { IsAmount, IsCurrency } from './money.js';

/** What the customer gets to put things right. */
export class RedressBody {
  @IsAmount()
  amount: number;

  @IsCurrency()
  currency: string;
}

class Decision {
  @IsIn(outcomes)
  outcome: DecisionOutcome;

  @MayBeAbsent()
  @IsObject({ message: 'must be an object with amount and currency' })
  @ValidateNested({ message: 'must be an object with amount and currency' })
  @Type(() => RedressBody)
  redress?: RedressBody;

  /** What the customer is told, and why. */
  @IsText(limits.text)
  explanation: string;
}

@Controller('v1/complaints/:idOrReference')
export class DecideComplaintController {
  constructor(private readonly acts: ActOnComplaint) {}

  /** Decides the complaint, and tells the customer. At stage two somebody else than at stage one does. */
  @ActRoute('decide')
  decide(@Body() { outcome, redress, explanation }: Decision, @AskedHere() asked: Asked): Promise<DeskComplaintView> {
    const { sub: by } = asked.actor;
    return this.acts.act(asked, {
      name: 'decide',
      following: (state) => ({
        event: DecisionCommunicated,
        facts: {
          outcome,
          ...(redress && { redress: { amount: redress.amount, currency: redress.currency } }),
          ...heldBy(by, state),
          episode: state.episode,
          by,
        },
        words: { text: explanation },
      }),
    });
  }
}
