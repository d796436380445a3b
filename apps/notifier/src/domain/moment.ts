import type { MailLanguage } from './mail-language.js';

const locales = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<MailLanguage, string>;

/** What Russian calls the clocks of Russia; Intl knows only the cities. */
const russianClocks: Readonly<Record<string, string>> = {
  'Europe/Kaliningrad': 'калининградское время',
  'Europe/Moscow': 'московское время',
  'Europe/Samara': 'самарское время',
  'Asia/Yekaterinburg': 'екатеринбургское время',
  'Asia/Omsk': 'омское время',
  'Asia/Krasnoyarsk': 'красноярское время',
  'Asia/Irkutsk': 'иркутское время',
  'Asia/Yakutsk': 'якутское время',
  'Asia/Vladivostok': 'владивостокское время',
  'Asia/Magadan': 'магаданское время',
  'Asia/Kamchatka': 'камчатское время',
};

function nameOf(zone: string, language: MailLanguage, timeZoneName: 'shortGeneric' | 'shortOffset', at: Date): string {
  const parts = new Intl.DateTimeFormat(locales[language], { timeZone: zone, timeZoneName }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** How people call the clock of `zone` at that moment: `московское время`, `Moscow time`, else the offset, `GMT+5:30`. */
export function zoneName(zone: string, language: MailLanguage, at: Date): string {
  const offset = nameOf(zone, language, 'shortOffset', at);
  if (/^(GMT|UTC)([+-]0)?$/.test(offset) && /^(Etc\/|UTC|GMT)/.test(zone)) return 'UTC';
  if (language === 'ru') return russianClocks[zone] ?? offset;
  const name = nameOf(zone, language, 'shortGeneric', at);
  return name.endsWith(' Time') ? name.replace(/ Time$/, ' time') : offset;
}

/**
 * A moment as a mail names it, in plain spaces: `24 ноября 2026 г., 22:05 (московское время)`,
 * `24 November 2026, 22:05 (Moscow time)`.
 */
export function formatMoment(at: Date, language: MailLanguage, zone: string): string {
  const locale = locales[language];
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${day.format(at)}, ${time.format(at)} (${zoneName(zone, language, at)})`.replace(/\s/g, ' ');
}
