import { IsString, IsUUID, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

/** A member of staff wrote to the customer. */
export class SpecialistWrote {
  @IsUUID()
  messageId: string;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link MessageWords}. */
  @IsString()
  sealed: string;
}
