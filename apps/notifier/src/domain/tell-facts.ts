import type { DecisionOutcome, Redress } from '@redress/contracts';
import type { FactName } from './letter-facts.js';
import type { MailLanguage } from './mail-language.js';
import { Moments } from './moment.js';
import type { Told } from './owing.js';
import { spanInWords } from './span.js';

/** What a letter is about. */
export interface LetterSubject {
  told: Told;
  /** Absent in a letter that is about no complaint. */
  complaint?: { reference: string; receivedAt: string; promisedBy: string };
  /** What a member of staff wrote, opened for this letter. */
  words?: string;
  /** What lets its bearer in. */
  token?: string;
  /** The reference of the complaint that tells the same, when it is the same customer's. */
  other?: string;
}

export interface LetterSettings {
  timeZone: string;
  /** The sender's name. */
  sender: string;
  /** Where who cannot sign in is let in; without it there is no link, and the letter has the token alone. */
  wayInUrl?: string;
}

const locales = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<MailLanguage, string>;
const outcomeSigns: Readonly<Record<DecisionOutcome, FactName>> = {
  upheld: 'upheld',
  'partly-upheld': 'partlyUpheld',
  'not-upheld': 'notUpheld',
};
const endSigns: Readonly<Record<string, FactName>> = {
  accepted: 'accepted',
  withdrawn: 'withdrawn',
  'window-over': 'windowOver',
  'final-response': 'finalResponse',
};

/** What is known for a letter, by name; a sign is there without words. What is not known is not there. */
export type TellFacts = (subject: LetterSubject) => ReadonlyMap<FactName, string>;

/** Puts what letters name into one language's words, by the clock of `timeZone`. */
export function tellFacts(language: MailLanguage, { timeZone, sender, wayInUrl }: LetterSettings): TellFacts {
  const moments = new Moments(language, timeZone);
  return ({ told, complaint, words, token, other }) => {
    const facts = new Map<FactName, string>([['sender', sender]]);
    const tell = (name: FactName | undefined, value: string | undefined): void => {
      if (name && value !== undefined) facts.set(name, value);
    };
    const sign = (name: FactName | undefined, isSo = true): void => tell(name, isSo ? '' : undefined);
    tell('reference', complaint?.reference);
    if (complaint && told.isPromised) {
      const [from, to] = [new Date(complaint.receivedAt), new Date(complaint.promisedBy)];
      tell('promisedBy', moments.tell(to));
      tell('promisedWithin', spanInWords(to.getTime() - from.getTime(), language));
    }
    tell('words', words && plainly(words));
    tell('token', token);
    tell('link', token && wayInUrl && linkOf(wayInUrl, token, language));
    tell('until', told.until && moments.tell(new Date(told.until)));
    tell('redress', told.redress && inMoney(told.redress, language));
    tell('body', told.body);
    tell('other', other);
    sign(told.outcome && outcomeSigns[told.outcome]);
    sign(told.closedBecause ? endSigns[told.closedBecause] : undefined);
    sign('again', (told.episode ?? 1) > 1);
    sign('mayEscalate', (told.stage ?? 1) === 1);
    return facts;
  };
}

/** The token follows the `#`: no server on the way is told it, and who opens every link of a mail to look at it uses nothing up. */
function linkOf(wayInUrl: string, token: string, language: MailLanguage): string {
  const link = new URL(wayInUrl);
  link.searchParams.set('language', language);
  link.hash = token;
  return link.href;
}

/** `1 500 ₽`, `€20.50`: without a fraction where there is none. */
function inMoney({ amount, currency }: Redress, language: MailLanguage): string {
  const format = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  return new Intl.NumberFormat(locales[language], format).format(amount);
}

/** Lines as every mail program shows them; signs that steer a terminal or turn the reading direction are left out. */
function plainly(words: string): string {
  return words
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();
}
