import type { MailLanguage } from './mail-language.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Unit = 'minute' | 'hour' | 'day';
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Russian in the case that follows «через». */
const words: Readonly<Record<MailLanguage, Record<Unit, Forms>>> = {
  ru: {
    minute: { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' },
    hour: { one: 'час', few: 'часа', many: 'часов', other: 'часа' },
    day: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  },
  en: {
    minute: { one: 'minute', other: 'minutes' },
    hour: { one: 'hour', other: 'hours' },
    day: { one: 'day', other: 'days' },
  },
};

const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') } as const;

/** A whole number of units in words: `1 час`, `2 часа`, `48 часов`, `21 hours`. */
export function counted(count: number, unit: Unit, language: MailLanguage): string {
  const forms = words[language][unit];
  return `${count} ${forms[plurals[language].select(count)] ?? forms.other}`;
}

/**
 * How long `milliseconds` are, in the unit people would use: minutes below an hour, hours up to three days, then days.
 * A part of a unit counts as a whole one, so that "no later than that" stays true; at least a minute.
 */
export function spanInWords(milliseconds: number, language: MailLanguage): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / minute));
  if (minutes < 60) return counted(minutes, 'minute', language);
  if (milliseconds <= 3 * day) return counted(Math.ceil(milliseconds / hour), 'hour', language);
  return counted(Math.ceil(milliseconds / day), 'day', language);
}
