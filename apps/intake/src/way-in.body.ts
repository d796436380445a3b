import { IsText, MayBeAbsent } from '@redress/bootstrap';
import { languageTag, limits } from '@redress/contracts';
import { IsEmail, IsInt, IsISO8601, IsString, Matches } from 'class-validator';

/** Who cannot sign in asks to be let in by an address. */
export class WayInBody {
  @IsText(limits.email)
  @IsEmail({}, { message: 'must be an e-mail address such as anna@example.org' })
  email: string;

  /** To be written to in. Absent: as `Accept-Language` says. */
  @MayBeAbsent()
  @Matches(languageTag, { message: 'must be a language tag of two or three small letters, such as ru or en' })
  language?: string;
}

/** The same for every address, known or not. */
export class WayInView {
  /** A link is on its way, and opens for so long. */
  @IsInt()
  minutes: number;
}

/** What the link of the mail brings. */
export class EnterBody {
  @IsText(200)
  token: string;
}

/** Lets in, for a while, whoever sends it as `Authorization: Bearer`. */
export class SessionView {
  @IsString()
  token: string;

  @IsISO8601({ strict: true })
  expiresAt: string;
}
