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

/**
 * Tells moments in one language by the clock of one zone. Making one costs as much as telling dozens of moments: keep it.
 */
export class Moments {
  private readonly day: Intl.DateTimeFormat;
  private readonly time: Intl.DateTimeFormat;
  private readonly zoneNames: Intl.DateTimeFormat;
  private readonly offsets: Intl.DateTimeFormat;

  constructor(
    private readonly language: MailLanguage,
    private readonly timeZone: string,
  ) {
    const make = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locales[language], { timeZone, ...options });
    this.day = make({ day: 'numeric', month: 'long', year: 'numeric' });
    this.time = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.zoneNames = make({ timeZoneName: 'shortGeneric' });
    this.offsets = make({ timeZoneName: 'shortOffset' });
  }

  /** In plain spaces: `24 ноября 2026 г., 22:05 (московское время)`, `24 November 2026, 22:05 (Moscow time)`. */
  tell(at: Date): string {
    return `${this.day.format(at)}, ${this.time.format(at)} (${this.zone(at)})`.replace(/\s/g, ' ');
  }

  /** How people call that clock at that moment: `московское время`, `Moscow time`, else the offset, `GMT+5:30`. */
  zone(at: Date): string {
    const offset = this.nameIn(this.offsets, at);
    if (/^(GMT|UTC)([+-]0)?$/.test(offset) && /^(Etc\/|UTC|GMT)/.test(this.timeZone)) return 'UTC';
    if (this.language === 'ru') return russianClocks[this.timeZone] ?? offset;
    const name = this.nameIn(this.zoneNames, at);
    return name.endsWith(' Time') ? name.replace(/ Time$/, ' time') : offset;
  }

  private nameIn(format: Intl.DateTimeFormat, at: Date): string {
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? this.timeZone;
  }
}
