import { IsText, MayBeAbsent } from '@redress/bootstrap';
import {
  type Category,
  categories,
  channelPattern,
  languageTag,
  limits,
  ownChannel,
  type SubmissionDocument,
} from '@redress/contracts';
import { Type } from 'class-transformer';
import { Equals, IsEmail, IsIn, IsISO8601, IsObject, IsRFC3339, Matches, ValidateNested } from 'class-validator';

const anId = (most: number) => ({
  message: `must be text of 1 to ${most} characters, without NUL and lone surrogates`,
});
const aLanguage = { message: 'must be a language tag of two or three small letters, such as ru or en' };
const aMoment = { message: 'must be a moment such as 2026-11-22T19:05:00Z' };
const aCustomer = { message: 'must be an object with an id' };

/** As `sub` names a person; compared as it is. */
const personId = new RegExp(`^[^\\0\\p{Surrogate}]{1,${limits.customerId}}$`, 'u');
const submissionId = new RegExp(`^[^\\0\\p{Surrogate}]{1,${limits.submissionId}}$`, 'u');

/** Whose complaint it is. */
export class SubmissionCustomer {
  /** The person's `sub`. */
  @Matches(personId, anId(limits.customerId))
  id: string;

  @MayBeAbsent()
  @IsText(limits.email)
  @IsEmail({}, { message: 'must be an e-mail address such as anna@example.org' })
  email?: string;

  /** The language the customer is best written to in. */
  @MayBeAbsent()
  @Matches(languageTag, aLanguage)
  language?: string;
}

/** A complaint as a channel sends it. */
export class SubmissionBody implements SubmissionDocument {
  @Equals(1, { message: 'must be 1' })
  specversion: 1;

  @Matches(channelPattern, {
    message: `must be a channel's name: 1 to 63 small letters, digits and hyphens, and not ${ownChannel}`,
  })
  channel: string;

  /** The channel's own: sending it again with the same body changes nothing. */
  @Matches(submissionId, anId(limits.submissionId))
  id: string;

  @IsObject(aCustomer)
  @ValidateNested(aCustomer)
  @Type(() => SubmissionCustomer)
  customer: SubmissionCustomer;

  @IsText(limits.text)
  text: string;

  /** A blank one counts as absent. */
  @MayBeAbsent()
  @IsText(limits.subject, 0)
  subject?: string;

  /** Absent: told from the letters of the text. */
  @MayBeAbsent()
  @Matches(languageTag, aLanguage)
  language?: string;

  /** What the customer thinks it is about. */
  @MayBeAbsent()
  @IsIn(categories)
  category?: Category;

  /** When what is complained about happened. */
  @MayBeAbsent()
  @IsRFC3339(aMoment)
  @IsISO8601({ strict: true }, aMoment)
  occurredAt?: string;
}
