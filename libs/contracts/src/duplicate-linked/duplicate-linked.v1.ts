import { IsString, IsUUID, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

/** The complaint tells what another one of the same customer tells already. */
export class DuplicateLinked {
  /** The other complaint's id. */
  @IsUUID()
  of: string;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;
}
