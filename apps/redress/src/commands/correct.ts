import { categories } from '@redress/contracts';
import { Argument } from 'commander';
import { act } from '../act.js';
import { holder } from '../who.js';

export const correct = act<{ reason?: string }>({
  name: 'correct',
  does: 'Say what a complaint is about; a person beats the machine.',
  service: 'desk',
  call: 'correct-category',
  by: holder,
  takes: (command) =>
    command
      .addArgument(new Argument('<category>', 'its category').choices(categories))
      .option('--reason <text>', 'why; - reads it from standard input'),
  body: async ({ args: [category], options: { reason }, words }) => ({
    category,
    ...(reason !== undefined && { reason: await words(reason) }),
  }),
  example: 'correct R-7K2M-9QXA deposits --as ivan',
});
