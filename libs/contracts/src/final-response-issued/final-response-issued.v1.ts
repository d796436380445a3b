import { IsInt, IsOptional, IsString, IsUUID, MaxLength, Min } from 'class-validator';
import { limits } from '../limits.js';

/** The last word on the complaint: it is closed for good, and may go to a body outside. */
export class FinalResponseIssued {
  /** The assignment it was written under; it has no effect once that one is over. */
  @IsOptional()
  @IsUUID()
  assignmentId?: string;

  /** The episode it ends; it has no effect in a later one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  episode?: number;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}
