import { act, textArgument } from '../act.js';
import { holder } from '../who.js';

export const ask = act({
  name: 'ask',
  does: 'Ask the customer for something; the clock rests until the answer.',
  service: 'desk',
  call: 'request-information',
  by: holder,
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text) }),
  example: 'ask R-7K2M-9QXA "Пришлите номер операции" --as ivan',
});
