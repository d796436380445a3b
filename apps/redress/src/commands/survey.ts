import { act } from '../act.js';
import { wholeNumber } from '../numbers.js';

export const survey = act<{ comment?: string }>({
  name: 'survey',
  does: 'Say how a complaint was handled, once it is closed.',
  service: 'intake',
  call: 'survey',
  by: 'anna',
  takes: (command) =>
    command
      .argument('<score>', 'from 1 (badly) to 5 (well)', wholeNumber)
      .option('--comment <text>', 'why; - reads it from standard input'),
  body: async ({ args: [score], options: { comment }, words }) => ({
    score: Number(score),
    ...(comment !== undefined && { comment: await words(comment) }),
  }),
  example: 'survey R-7K2M-9QXA 5 --comment "Быстро и вежливо"',
});
