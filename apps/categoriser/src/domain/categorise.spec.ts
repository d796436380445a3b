import { describe, expect, it } from '@jest/globals';
import { type Category, categories } from '@redress/contracts';
import fc from 'fast-check';
import { categorise } from './categorise.js';

const examples: Record<Exclude<Category, 'other'>, string[]> = {
  withdrawals: [
    'Вывод 50000 ₽ висит третий день',
    'Деньги так и не пришли на карту, заявка на вывод в обработке с понедельника',
    'Когда вы выплатите мой выигрыш? Жду уже неделю',
    'My withdrawal of 500 USD is stuck',
    'I requested a payout on Monday and nothing has reached my bank',
    'Where is my money? You refuse to pay my winnings',
  ],
  deposits: [
    'Пополнил счёт через СБП, деньги списались, а на балансе их нет',
    'С карты дважды списали за одно пополнение',
    'Депозит не зачислен уже сутки',
    'I was charged twice for one deposit',
    'I topped up 100 euros with Skrill and it was never credited',
    'The payment failed but 50 pounds were debited from my card',
  ],
  bonuses: [
    'Не начислили приветственный бонус за регистрацию',
    'Промокод не сработал, фрибет не пришёл',
    'Отыграл вейджер полностью, а кэшбэк так и не дали',
    'My welcome bonus was never added',
    'The promo code for free spins is rejected',
    'I met the wagering requirements but the cashback is missing',
  ],
  verification: [
    'Третий раз отправляю паспорт, а верификация не проходит',
    'Мои документы на проверке две недели',
    'Не могу подтвердить личность, селфи не принимают',
    'You rejected my passport and the utility bill without a reason',
    'My KYC has been under review for ten days',
    'How many times must I upload proof of address?',
  ],
  'account-access': [
    'Не могу войти в аккаунт, пароль не подходит',
    'Не приходит код из СМС для входа',
    'Заблокировали аккаунт без объяснений, верните доступ',
    'I cannot log in since yesterday',
    'You locked me out, the password reset link is dead',
    'My account has been suspended and nobody says why',
  ],
  'security-fraud': [
    'Мой аккаунт взломали и сменили почту',
    'Кто-то вывел мои деньги без моего ведома',
    'С неизвестного устройства зашли в мой профиль, это не я',
    'Someone hacked my account last night',
    'There is an unauthorised transaction that I did not make',
    'I got a phishing e-mail and my card was used by someone else',
  ],
  'bet-settlement': [
    'Ставку рассчитали неверно, матч закончился 2:1',
    'Экспресс зашёл, а коэффициент пересчитали',
    'Почему отменили ставку на тотал больше?',
    'My bet was settled wrongly, the final score was 2-1',
    'You voided my accumulator without any explanation',
    'The odds on my bet slip were changed after the match began',
  ],
  'game-fault': [
    'Слот завис во время вращения и выигрыш не начислили',
    'Рулетка остановилась, дилер пропал, раунд не засчитан',
    'Выпала комбинация на джекпот, но игра оборвалась',
    'The slot froze in the middle of a spin',
    'The blackjack dealer disappeared and the round was lost',
    'The bonus round of the game never paid the jackpot',
  ],
  technical: [
    'Приложение вылетает после обновления на андроиде',
    'Сайт не открывается, белый экран',
    'Всё тормозит, страница не грузится, ошибка 502',
    'The app crashes every time I open it on my iPhone',
    'Your website is down and I only see a blank page',
    'The live stream keeps lagging in Chrome',
  ],
  'responsible-gambling': [
    'Я не могу остановиться, проиграл всю зарплату, помогите',
    'Прошу самоисключение навсегда',
    'Установите лимит на депозит, я игроман',
    'Please self-exclude me, I have a gambling problem',
    'I set a deposit limit but you let me pay in more',
    'I cannot stop gambling and I have lost my life savings',
  ],
  'staff-conduct': [
    'Оператор хамил и бросил трубку',
    'Сотрудник поддержки меня оскорбил',
    'Менеджер общался высокомерно и издевался',
    'Your support agent was rude and hung up on me',
    'The operator insulted me in the chat',
    'Unprofessional staff, they laughed at my question',
  ],
  'privacy-marketing': [
    'Хватит слать рекламные СМС, отпишите меня',
    'Удалите мои персональные данные',
    'Каждый день звонят с рекламой, я не давал согласия',
    'Stop sending me promotional emails, I unsubscribed twice',
    'Delete my personal data under GDPR',
    'You shared my data with third parties for marketing',
  ],
};

const table = Object.entries(examples).flatMap(([category, texts]) => texts.map((text) => ({ category, text })));
const textOf = (text: string) => categorise({ text });

describe('categorising a complaint', () => {
  it.each(table)('reads "$text" as $category', ({ text, category }) => {
    expect(textOf(text).category).toBe(category);
    expect(textOf(text).confidence).toBeGreaterThan(0.25);
  });

  it('points at the words that spoke for the category', () => {
    const text = 'Добрый день! Вывод 50000 ₽ висит третий день';
    expect(textOf(text).spans.map(({ start, end }) => text.slice(start, end))).toEqual(['Вывод', 'висит']);
  });

  it('counts in UTF-16 units, so that a smiling face takes two', () => {
    expect(textOf('😀 bonus').spans).toEqual([{ start: 3, end: 8, weight: 3 }]);
  });

  it('leaves to a person what two categories speak for alike, unless the customer picked one of them', () => {
    const text = 'Бонус и ставка, и вывод';
    expect(categorise({ text }).decision).toBe('triage');
    expect(categorise({ text }, categorise({ text }).category).decision).toBe('suggest');
  });

  it('reads upper case and ё like any other writing', () => {
    expect(textOf('ПОПОЛНЕНИЕ НЕ ПРОШЛО, ДЁНЬГИ СПИСАЛИ').category).toBe('deposits');
    expect(textOf('зачёт ставки, ставку не засчитали').spans).toEqual(
      textOf('зачет ставки, ставку не засчитали').spans,
    );
  });

  it('does not find a keyword inside another word', () => {
    expect(textOf('Доброго здоровья, прихам обыграл, ambition happen').confidence).toBe(0);
  });

  it('lets a longer keyword claim its words', () => {
    expect(textOf('Please lower my deposit limit')).toMatchObject({ category: 'responsible-gambling', tags: [] });
  });

  it('counts a repeated keyword once', () => {
    expect(textOf('bonus bonus bonus deposit').confidence).toBe(textOf('bonus deposit').confidence);
  });

  it('tags what else it touches, heaviest first', () => {
    const { category, tags } = textOf(
      'Вывод и заявка на выплату зависли, а промокод и бонус пропали, и сайт не открывается',
    );
    expect(category).toBe('withdrawals');
    expect(tags).toEqual(['bonuses', 'technical']);
  });

  it('reads the subject too, without spans of its own', () => {
    expect(categorise({ text: 'Жду третий день', subject: 'Вывод денег' })).toMatchObject({
      category: 'withdrawals',
      spans: [],
    });
  });

  it('believes the words rather than the pick, and the pick in a tie', () => {
    expect(categorise({ text: 'Вывод завис' }, 'bonuses').category).toBe('withdrawals');
    expect(categorise({ text: 'bonus or roulette' }, 'game-fault').category).toBe('game-fault');
    expect(categorise({ text: 'bonus or roulette' }).category).toBe('bonuses');
  });

  it('takes the pick when no keyword speaks, else other, and is not sure at all', () => {
    const text = 'Объясните, пожалуйста';
    expect(categorise({ text }, 'bonuses')).toMatchObject({ category: 'bonuses', confidence: 0, tags: [], spans: [] });
    expect(categorise({ text }, 'bonuses').decision).toBe('suggest');
    expect(categorise({ text })).toMatchObject({ category: 'other', confidence: 0, decision: 'triage' });
  });

  it('takes the pick, else other, when the words are gone', () => {
    expect(categorise(undefined, 'deposits')).toMatchObject({ category: 'deposits', confidence: 0, spans: [] });
    expect(categorise(undefined)).toMatchObject({ category: 'other', confidence: 0, complexity: 'simple' });
  });

  it('is surer of more evidence, and less sure beside a rival', () => {
    const sure = textOf('withdrawal request pending, release my funds').confidence;
    expect(sure).toBeGreaterThan(textOf('withdrawal').confidence);
    expect(textOf('withdrawal').confidence).toBeGreaterThan(textOf('withdrawal bonus').confidence);
  });

  it('gives fraud and gambling harm a high priority', () => {
    expect(textOf('Мой аккаунт взломали')).toMatchObject({ priority: 'high', complexity: 'complex' });
    expect(textOf('Прошу самоисключение')).toMatchObject({ priority: 'high', complexity: 'complex' });
    expect(textOf('Где мой бонус?')).toMatchObject({ priority: 'normal', complexity: 'simple' });
  });

  it.each(['Бонус не дали, иду в суд', 'No bonus, my lawyer will write to you', `Где бонус? ${'Жду. '.repeat(400)}`])(
    'finds "%.40s" complex',
    (text) => {
      expect(textOf(text).complexity).toBe('complex');
    },
  );
});

describe('any text at all', () => {
  const words = table.map(({ text }) => text).flatMap((text) => text.split(' '));
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((some) => some.join(' ')),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  );

  it('has exactly one answer', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const answer = textOf(text);
        expect(textOf(text)).toEqual(answer);
        expect(categories).toContain(answer.category);
        expect(answer.tags).not.toContain(answer.category);
        expect(new Set(answer.tags).size).toBe(answer.tags.length);
      }),
    );
  });

  it('has a confidence from 0 to 1 that is 0 exactly when nothing spoke', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { confidence, spans, category } = textOf(text);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThan(1);
        expect(confidence > 0).toBe(spans.length > 0);
        expect(confidence > 0).toBe(category !== 'other');
      }),
    );
  });

  it('has spans inside the text, in order, never overlapping', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let free = 0;
        for (const { start, end } of textOf(text).spans) {
          expect(start).toBeGreaterThanOrEqual(free);
          expect(end).toBeGreaterThan(start);
          free = end;
        }
        expect(free).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
