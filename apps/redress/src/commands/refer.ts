import { act, textArgument } from '../act.js';

export const refer = act({
  name: 'refer',
  does: 'Note that a complaint went to a body of alternative dispute resolution.',
  service: 'desk',
  call: 'refer',
  by: 'nina',
  takes: (command) => command.argument('<body>', 'its name').argument(...textArgument),
  body: async ({ args: [body = '', text = ''], words }) => ({ body, text: await words(text) }),
  example: 'refer R-7K2M-9QXA "IBAS" "Документы отправлены" --as nina',
});
