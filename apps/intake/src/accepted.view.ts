import { referencePattern } from '@redress/contracts';
import { IsIn, IsISO8601, IsUUID, Matches } from 'class-validator';

/** What a customer is told when a complaint is accepted. */
export class AcceptedView {
  @IsUUID()
  id: string;

  @Matches(referencePattern)
  reference: string;

  @IsIn(['received'])
  status: 'received';

  /** When an answer is promised by, at the latest. */
  @IsISO8601({ strict: true })
  promisedBy: string;
}
