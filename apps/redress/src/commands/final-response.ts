import { act, textArgument } from '../act.js';
import { holder } from '../who.js';

export const finalResponse = act({
  name: 'final-response',
  does: 'Say the last word: the complaint is closed for good, and may go to a body of dispute resolution.',
  service: 'desk',
  call: 'final-response',
  by: holder,
  takes: (command) => command.argument(...textArgument),
  body: async ({ args: [text = ''], words }) => ({ text: await words(text) }),
  example: 'final-response R-7K2M-9QXA "Наше окончательное решение: …" --as nina',
});
