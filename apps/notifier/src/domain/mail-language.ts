/** The languages that mails are written in. */
export const mailLanguages = ['ru', 'en'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** The language of the mails about a complaint: Russian for a Russian one, English for every other. */
export function mailLanguage(language: string): MailLanguage {
  return language === 'ru' ? 'ru' : 'en';
}
