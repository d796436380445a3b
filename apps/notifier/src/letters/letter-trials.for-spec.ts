import type { FactName } from '../domain/letter-facts.js';
import type { MailLanguage } from '../domain/mail-language.js';
import type { NoticeTemplate } from '../domain/notice.js';
import type { Told } from '../domain/owing.js';
import { tellFacts } from '../domain/tell-facts.js';

/** A letter as it may come to be. */
export interface LetterTrial {
  template: NoticeTemplate;
  told: Told;
  /** Staff's words or a token, in the language of the letter. */
  words?: Record<MailLanguage, string>;
  token?: string;
  wayInUrl?: string;
  other?: string;
}

const answer = {
  ru: 'Мы проверили историю операций: вывод 18 ноября был задержан по нашей ошибке.\n\nДеньги отправлены сегодня, они придут в течение двух рабочих дней. Если придут позже, напишите мне: я проверю ещё раз.',
  en: 'We went through the history of your account: your withdrawal of 18 November was delayed by a mistake of ours.\n\nThe money left today and will arrive within two working days. If it does not, write to me & I will check again.',
};
const question = {
  ru: 'Пришлите, пожалуйста, дату пополнения и последние четыре цифры карты.',
  en: 'Please send us the date of the deposit and the last four digits of the card.',
};
const first = { episode: 1, stage: 1 } as const;

/** Every case of every letter. */
export const letterTrials: LetterTrial[] = [
  { template: 'received', told: { ...first, isPromised: true } },
  { template: 'assigned', told: { ...first, isPromised: true } },
  { template: 'assigned', told: { episode: 2, stage: 1 } },
  { template: 'specialist-wrote', told: first, words: answer },
  { template: 'information-requested', told: first, words: question },
  {
    template: 'decision',
    told: { ...first, outcome: 'upheld', redress: { amount: 1500, currency: 'RUB' } },
    words: answer,
  },
  { template: 'decision', told: { ...first, outcome: 'partly-upheld' }, words: answer },
  {
    template: 'decision',
    told: { episode: 1, stage: 2, outcome: 'not-upheld', redress: { amount: 20.5, currency: 'EUR' } },
    words: answer,
  },
  { template: 'reopened', told: { episode: 2, stage: 1 } },
  { template: 'duplicate', told: first, other: 'R-1A2B-3C4D' },
  { template: 'duplicate', told: first },
  { template: 'closed', told: { ...first, closedBecause: 'accepted' } },
  { template: 'closed', told: { ...first, closedBecause: 'withdrawn' } },
  { template: 'closed', told: { ...first, closedBecause: 'window-over' } },
  { template: 'closed', told: { ...first, closedBecause: 'final-response' }, words: answer },
  { template: 'survey', told: first },
  { template: 'escalated', told: { episode: 1, stage: 2 } },
  { template: 'referred', told: { ...first, body: 'eCOGRA' }, words: answer },
  { template: 'referred', told: { ...first, body: 'eCOGRA' } },
  {
    template: 'way-in',
    told: { until: '2026-11-22T19:35:00.000Z', language: 'ru' },
    token: 'Zk3-Q0yqY8mB1rT5uW7xAe9cDfGhJ_LpNsPtRvXz-b4',
  },
  {
    template: 'way-in',
    told: { until: '2026-11-22T19:35:00.000Z', language: 'ru' },
    token: 'Zk3-Q0yqY8mB1rT5uW7xAe9cDfGhJ_LpNsPtRvXz-b4',
    wayInUrl: 'https://complaints.example.org/way-in',
  },
];

/** What is known for a trial. */
export function tellTrial({ template, told, words, token, wayInUrl, other }: LetterTrial, language: MailLanguage) {
  const complaint = {
    reference: 'R-7KQ2-M9XD',
    receivedAt: '2026-11-22T19:05:31.123Z',
    promisedBy: '2026-11-24T19:05:31.123Z',
  };
  const tell = tellFacts(language, { timeZone: 'Europe/Moscow', sender: 'Redress', wayInUrl });
  const about = template === 'way-in' ? undefined : complaint;
  return new Map<FactName, string>(tell({ told, complaint: about, words: words?.[language], token, other }));
}
