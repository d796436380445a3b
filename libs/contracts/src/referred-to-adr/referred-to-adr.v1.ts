import { IsOptional, IsString, MaxLength } from 'class-validator';
import { limits } from '../limits.js';

/** The complaint went to a body of alternative dispute resolution. */
export class ReferredToAdr {
  /** The body's name, never words about the customer. */
  @IsString()
  @MaxLength(limits.adrBody)
  body: string;

  /** The staff member's `sub`. */
  @IsString()
  @MaxLength(limits.sub)
  by: string;

  /** Sealed {@link MessageWords}. */
  @IsOptional()
  @IsString()
  sealed?: string;
}
