import { act, textArgument } from '../act.js';
import { holder } from '../who.js';

export const note = act({
  name: 'note',
  does: 'Write a note for colleagues; the customer never sees it.',
  service: 'desk',
  call: 'messages',
  by: holder,
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text), internal: true }),
  example: 'note R-7K2M-9QXA "Платёжный провайдер отвечает медленно" --as ivan',
});
