import { act, textArgument } from '../act.js';
import { holder } from '../who.js';

export const answer = act({
  name: 'answer',
  does: 'Write to the customer of a complaint.',
  service: 'desk',
  call: 'messages',
  by: holder,
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text) }),
  example: 'answer R-7K2M-9QXA "Мы проверяем перевод" --as ivan',
});
