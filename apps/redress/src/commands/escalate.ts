import { act, textArgument } from '../act.js';

export const escalate = act({
  name: 'escalate',
  does: 'Ask that somebody else decides a complaint: stage two.',
  service: 'intake',
  call: 'escalate',
  by: 'anna',
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text) }),
  example: 'escalate R-7K2M-9QXA "Прошу, чтобы решил кто-то другой"',
});
