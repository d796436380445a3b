import { IsString, IsUUID, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

/** A member of staff wrote a note for colleagues; it never leaves the desk. */
export class NoteWritten {
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
