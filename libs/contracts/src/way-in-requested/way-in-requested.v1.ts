import { IsISO8601, IsString, Matches } from 'class-validator';
import { languageTag } from '../limits.js';

/**
 * Somebody who cannot sign in asked to be let in by an address. Said under an id of its own, which is no complaint's; its
 * words are redacted once it is over.
 */
export class WayInRequested {
  /** From when on its token opens nothing, and the mail is of no use. */
  @IsISO8601({ strict: true })
  until: string;

  /** To write in. */
  @Matches(languageTag)
  language: string;

  /** Sealed {@link WayInWords}. */
  @IsString()
  sealed: string;
}

/** What is in `sealed`. Whoever brings the token is taken for the holder of the address, once. */
export interface WayInWords {
  email: string;
  token: string;
}
