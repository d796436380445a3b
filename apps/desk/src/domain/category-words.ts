import type { Category } from '@redress/contracts';
import type { ReplyLanguage } from './canned-reply.js';

const words: Record<Category, Record<ReplyLanguage, string>> = {
  withdrawals: { ru: 'вывод средств', en: 'withdrawals' },
  deposits: { ru: 'пополнение счёта', en: 'deposits' },
  bonuses: { ru: 'бонусы', en: 'bonuses' },
  verification: { ru: 'проверка документов', en: 'verification' },
  'account-access': { ru: 'доступ к аккаунту', en: 'access to the account' },
  'security-fraud': { ru: 'безопасность аккаунта', en: 'account security' },
  'bet-settlement': { ru: 'расчёт ставки', en: 'bet settlement' },
  'game-fault': { ru: 'сбой в игре', en: 'a game fault' },
  technical: { ru: 'технические вопросы', en: 'technical questions' },
  'responsible-gambling': { ru: 'ответственная игра', en: 'responsible gambling' },
  'staff-conduct': { ru: 'работа сотрудников', en: 'the conduct of our staff' },
  'privacy-marketing': { ru: 'личные данные и рассылки', en: 'privacy and marketing' },
  other: { ru: 'другое', en: 'other matters' },
};

/** A category as a customer is told it; one that is not known yet is `other`. */
export function categoryWords(category: Category | undefined, language: ReplyLanguage): string {
  return words[category ?? 'other'][language];
}
