import { act, textArgument } from '../act.js';

export const reopen = act({
  name: 'reopen',
  does: 'Come back with a complaint that was not solved. Once that is too long ago, a new one follows it and is printed.',
  service: 'intake',
  call: 'reopen',
  by: 'anna',
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text) }),
  example: 'reopen R-7K2M-9QXA "Деньги так и не пришли"',
});
