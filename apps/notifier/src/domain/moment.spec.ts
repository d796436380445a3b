import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MailLanguage } from './mail-language.js';
import { Moments } from './moment.js';

const formatMoment = (at: Date, language: MailLanguage, zone: string) => new Moments(language, zone).tell(at);
const zoneName = (zone: string, language: MailLanguage, at: Date) => new Moments(language, zone).zone(at);

const genitive = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const english = 'January February March April May June July August September October November December'.split(' ');

describe('a moment in a mail', () => {
  const evening = new Date('2026-11-24T19:05:31.123Z');

  it('is told in Russian with the month in the genitive and the clock named', () => {
    expect(formatMoment(evening, 'ru', 'Europe/Moscow')).toBe('24 ноября 2026 г., 22:05 (московское время)');
  });

  it('is told in English', () => {
    expect(formatMoment(evening, 'en', 'Europe/Moscow')).toBe('24 November 2026, 22:05 (Moscow time)');
  });

  it('is the day it is in the zone, not the day it is in UTC', () => {
    const late = new Date('2026-12-31T21:00:00Z');
    expect(formatMoment(late, 'ru', 'Europe/Moscow')).toBe('1 января 2027 г., 00:00 (московское время)');
    expect(formatMoment(late, 'en', 'America/New_York')).toBe('31 December 2026, 16:00 (New York time)');
  });

  it('names every month as a date does', () => {
    genitive.forEach((month, index) => {
      const at = new Date(Date.UTC(2027, index, 5, 9, 7));
      expect(formatMoment(at, 'ru', 'UTC')).toBe(`5 ${month} 2027 г., 09:07 (UTC)`);
      expect(formatMoment(at, 'en', 'UTC')).toBe(`5 ${english[index]} 2027, 09:07 (UTC)`);
    });
  });

  it('agrees with a clock of that zone, at any instant', () => {
    const zones = ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Kolkata', 'Etc/GMT+5', 'UTC'] as const;
    const hoursAhead = { 'Europe/Moscow': 3, 'Asia/Yekaterinburg': 5, 'Asia/Kolkata': 5.5, 'Etc/GMT+5': -5, UTC: 0 };
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
        const local = new Date(at.getTime() + hoursAhead[zone] * 3_600_000);
        const time = local.toISOString().slice(11, 16);
        const [day, month, year] = [local.getUTCDate(), local.getUTCMonth(), local.getUTCFullYear()];
        expect(formatMoment(at, 'ru', zone)).toContain(`${day} ${genitive[month]} ${year} г., ${time} (`);
        expect(formatMoment(at, 'en', zone)).toContain(`${day} ${english[month]} ${year}, ${time} (`);
      }),
    );
  });

  it('holds no space that a search would miss', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const language of ['ru', 'en'] as const) {
        expect(formatMoment(evening, language, zone)).not.toMatch(/[^\S ]/);
      }
    }
  });
});

describe("a zone's name", () => {
  const summer = new Date('2026-07-01T12:00:00Z');
  const winter = new Date('2026-01-01T12:00:00Z');

  it('is the offset where people have no plain name for it', () => {
    expect(zoneName('Asia/Kolkata', 'ru', summer)).toBe('GMT+5:30');
    expect(zoneName('Europe/Malta', 'en', summer)).toBe('GMT+2');
    expect(zoneName('Europe/Malta', 'en', winter)).toBe('GMT+1');
    expect(zoneName('Europe/Malta', 'ru', winter)).toBe('GMT+1');
  });

  it('is never empty and never a bare city', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(zoneName(zone, 'ru', summer)).toMatch(/время$|^GMT|^UTC$/);
      expect(zoneName(zone, 'en', summer)).toMatch(/time$|^GMT|^UTC$/);
    }
  });
});
