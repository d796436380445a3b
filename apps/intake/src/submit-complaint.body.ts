import { IsText, MayBeAbsent } from '@redress/bootstrap';
import { type Category, categories, languageTag, limits } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsEmail, IsIn, IsObject, Matches, ValidateNested } from 'class-validator';

/** Where to write to. */
export class Contact {
  @IsText(limits.email)
  @IsEmail({}, { message: 'must be an e-mail address such as anna@example.org' })
  email: string;
}

/** A complaint as a customer sends it. */
export class SubmitComplaintBody {
  @IsText(limits.text)
  text: string;

  /** A blank one counts as absent. */
  @MayBeAbsent()
  @IsText(limits.subject, 0)
  subject?: string;

  /** Absent: told from the letters of the text. */
  @MayBeAbsent()
  @Matches(languageTag, { message: 'must be a language tag of two or three small letters, such as ru or en' })
  language?: string;

  /** What the customer thinks it is about. */
  @MayBeAbsent()
  @IsIn(categories)
  category?: Category;

  /** Absent: the address of the account. */
  @MayBeAbsent()
  @IsObject({ message: 'must be an object with an email' })
  @ValidateNested({ message: 'must be an object with an email' })
  @Type(() => Contact)
  contact?: Contact;
}
