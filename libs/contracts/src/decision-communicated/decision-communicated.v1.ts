import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { currencyPattern, limits } from '../limits.js';

export const outcomes = ['upheld', 'partly-upheld', 'not-upheld'] as const;
export type DecisionOutcome = (typeof outcomes)[number];

/** What the customer gets to put things right. */
export class Redress {
  /** In units of the currency, not in hundredths of it. */
  @IsNumber()
  @Min(0)
  amount: number;

  /** ISO 4217 */
  @Matches(currencyPattern)
  currency: string;
}

/** The customer was told what became of the complaint, and why. */
export class DecisionCommunicated {
  @IsIn(outcomes)
  outcome: DecisionOutcome;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => Redress)
  redress?: Redress;

  /** The assignment it was decided under; it has no effect once that one is over. */
  @IsOptional()
  @IsUUID()
  assignmentId?: string;

  /** The episode it decides; it has no effect in a later one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  episode?: number;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link MessageWords}: the explanation. */
  @IsString()
  sealed: string;
}
