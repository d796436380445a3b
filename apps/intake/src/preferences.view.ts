import { MayBeAbsent } from '@redress/bootstrap';
import { languageTag, type PreferencesChanged, type Template, templates, WantedMails } from '@redress/contracts';
import { Type } from 'class-transformer';
import { IsObject, Matches, ValidateNested } from 'class-validator';

/** How a customer wants to be written to. */
export class PreferencesBody {
  /** Absent: the language of each complaint. */
  @MayBeAbsent()
  @Matches(languageTag, { message: 'must be a language tag of two or three small letters, such as ru or en' })
  language?: string;

  /** Which mails are wanted, by the name of their template; what is left out is. What is owed by law comes all the same. */
  @IsObject({ message: 'must be an object with true or false for names of mails' })
  @ValidateNested()
  @Type(() => WantedMails)
  mails: WantedMails;
}

/** The same with a word on every mail there is. */
export class PreferencesView extends PreferencesBody {}

/** What holds when somebody said this, or nothing. */
export function showPreferences(said: PreferencesChanged | undefined): PreferencesView {
  const mails: Partial<Record<Template, boolean>> = said?.mails ?? {};
  const wanted = templates.map((template) => [template, mails[template] ?? true] as const);
  return {
    ...(said?.language && { language: said.language }),
    mails: Object.fromEntries(wanted) as Record<Template, boolean>,
  };
}
