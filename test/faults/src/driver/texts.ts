import type { Chance } from '../chance.js';

const russian = [
  'Вывод средств висит уже третий день, деньги на карту не пришли.',
  'Депозит списан с карты, но на счёт не зачислен.',
  'Бонус за первый депозит не начислили, хотя условия выполнены.',
  'Не могу войти в аккаунт: пишет, что пароль неверный, сброс не приходит.',
  'Ставка рассчитана неверно, матч закончился с другим счётом.',
  'Игра зависла во время бонусного раунда, выигрыш пропал.',
  'Прошу закрыть мне доступ на полгода, я играю слишком много.',
  'Оператор в чате грубил и закрыл обращение.',
  'Верификация не проходит: паспорт отклонён без объяснений.',
  'Что-то не так, разберитесь, пожалуйста.',
];

const english = [
  'My withdrawal has been pending for three days and the money is not on my card.',
  'The deposit was taken from my card but never credited to my balance.',
  'The welcome bonus was not paid although I met every wagering condition.',
  'I cannot log in to my account, the password reset never arrives.',
  'My bet was settled wrongly: the match ended with another score.',
  'The slot game froze in the bonus round and my win is gone.',
  'Please exclude me for six months, I cannot stop gambling.',
  'The agent in the chat was rude and closed my case.',
  'Verification fails: my passport was rejected without a reason.',
  'Something is wrong here, please look into it.',
];

/** A complaint's text in a language, with a word that no other has. */
export function textWith(word: string, language: 'ru' | 'en', chance: Chance): string {
  return `${chance.pick(language === 'ru' ? russian : english)} ${word}`;
}
