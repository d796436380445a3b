import { IsString, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

/** The last word on the complaint: it is closed for good, and may go to a body outside. */
export class FinalResponseIssued {
  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}
