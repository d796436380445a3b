import { describe, expect, it } from '@jest/globals';
import type { MailLanguage } from './mail-language.js';
import type { Told } from './owing.js';
import { tellFacts } from './tell-facts.js';

const complaint = {
  reference: 'R-7KQ2-M9XD',
  receivedAt: '2026-11-22T19:05:00.000Z',
  promisedBy: '2026-11-24T19:05:00.000Z',
};
const tell = (told: Told, words?: string, language: MailLanguage = 'en') =>
  tellFacts(language, { timeZone: 'Europe/Moscow', sender: 'Redress' })({ told, complaint, words });
const plain = (text?: string) => text?.replace(/\s/g, ' ');

describe('what a letter knows', () => {
  it('is the promise only while it is one', () => {
    expect(tell({ isPromised: true }).get('promisedBy')).toBe('24 November 2026, 22:05 (Moscow time)');
    expect(tell({ isPromised: true }).get('promisedWithin')).toBe('48 hours');
    expect(tell({ isPromised: false }).has('promisedBy')).toBe(false);
  });

  it.each([
    [1500, 'RUB', '1 500 ₽', 'RUB 1,500'],
    [20.5, 'EUR', '20,50 €', '€20.50'],
    [0, 'USD', '0 $', 'US$0'],
    [7, 'XYZ', '7 XYZ', 'XYZ 7'],
  ])('is redress of %d %s in the way people write it', (amount, currency, ru, en) => {
    const told = { outcome: 'upheld', redress: { amount, currency } } as const;
    expect(plain(tell(told, undefined, 'ru').get('redress'))).toBe(ru);
    expect(plain(tell(told, undefined, 'en').get('redress'))).toBe(en);
  });

  it('is one outcome, one end, and whether there is another stage', () => {
    const signs = (told: Told) => [...tell(told)].filter(([, value]) => value === '').map(([name]) => name);
    expect(signs({ episode: 1, stage: 1, outcome: 'partly-upheld' })).toEqual(['partlyUpheld', 'mayEscalate']);
    expect(signs({ episode: 2, stage: 2, outcome: 'not-upheld' })).toEqual(['notUpheld', 'again']);
    expect(signs({ episode: 1, stage: 2, closedBecause: 'final-response' })).toEqual(['finalResponse']);
    expect(signs({ episode: 1, stage: 2, closedBecause: 'something new' })).toEqual([]);
  });

  it('is what staff wrote, line by line, without signs that steer a program or turn the reading direction', () => {
    const words = ' First\r\nsecond\u0000\u001B[31m\u202Etxt\u2066\tthird\rlast\u0085 ';
    expect(tell({}, words).get('words')).toBe('First\nsecond[31mtxt\tthird\nlast');
  });

  it('is no complaint in a letter that is about none', () => {
    const facts = tellFacts('en', { timeZone: 'UTC', sender: 'Redress' })({
      told: { until: '2026-11-22T19:35:00.000Z' },
      token: 'a-token',
    });
    expect(facts.has('reference')).toBe(false);
    expect(facts.get('until')).toBe('22 November 2026, 19:35 (UTC)');
    expect(facts.get('token')).toBe('a-token');
    expect(facts.has('link')).toBe(false);
  });

  it.each([
    ['https://complaints.example.org/way-in', 'https://complaints.example.org/way-in?language=ru#a-token'],
    ['https://example.org/en?page=way-in', 'https://example.org/en?page=way-in&language=ru#a-token'],
  ])('is a link to %s with the token where no server is told it', (wayInUrl, link) => {
    const facts = tellFacts('ru', { timeZone: 'UTC', sender: 'Redress', wayInUrl });
    expect(facts({ told: {}, token: 'a-token' }).get('link')).toBe(link);
    expect(facts({ told: {} }).has('link')).toBe(false);
  });
});
