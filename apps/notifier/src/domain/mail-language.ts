/** The languages that mails are written in. */
export const mailLanguages = ['ru', 'en'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

const isMailLanguage = (language: string): language is MailLanguage =>
  (mailLanguages as readonly string[]).includes(language);

/** The language of a mail: the first of these that mails are written in, English when none is. */
export function mailLanguage(...wished: (string | undefined)[]): MailLanguage {
  return wished.flatMap((language) => (language && isMailLanguage(language) ? [language] : []))[0] ?? 'en';
}
