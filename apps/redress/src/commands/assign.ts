import { act } from '../act.js';

export const assign = act<{ override?: boolean }>({
  name: 'assign',
  does: 'Give a complaint to a specialist, whoever holds it now.',
  service: 'assigner',
  call: 'assign',
  by: 'lena',
  takes: (command) =>
    command
      .argument('<specialist>', 'who is to work on it')
      .option('--override', "beyond the specialist's skills and capacity"),
  body: ({ args: [specialist], options: { override } }) => ({ specialist, override }),
  example: 'assign R-7K2M-9QXA olga --as lena',
});
