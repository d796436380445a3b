import { act, textArgument } from '../act.js';

export const write = act({
  name: 'write',
  does: 'Write about a complaint to whoever works on it; answers what the customer was asked.',
  service: 'intake',
  call: 'messages',
  by: 'anna',
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text) }),
  example: 'write R-7K2M-9QXA "Деньги так и не пришли"',
});
