const enoughCyrillic = 0.3;

/** The language a text is taken to be in when nobody says: `ru` if at least 30 % of its letters are Cyrillic, else `en`. */
export function textLanguage(text: string): 'ru' | 'en' {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  return letters > 0 && cyrillic / letters >= enoughCyrillic ? 'ru' : 'en';
}
