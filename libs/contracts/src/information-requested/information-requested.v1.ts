import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

/** The customer was asked something; the clock rests until a `customer-wrote` with this request's id. */
export class InformationRequested {
  @IsUUID()
  requestId: string;

  /** The assignment it was asked under; it has no effect once that one is over. */
  @IsOptional()
  @IsUUID()
  assignmentId?: string;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}
