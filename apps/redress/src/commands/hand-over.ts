import { act } from '../act.js';
import { holder } from '../who.js';

export const handOver = act<{ reason: string; to?: string }>({
  name: 'hand-over',
  does: 'Give a complaint one holds to somebody else.',
  service: 'assigner',
  call: 'hand-over',
  by: holder,
  takes: (command) =>
    command.requiredOption('--reason <text>', 'why').option('--to <specialist>', 'to whom; else whoever can take it'),
  body: ({ options: { reason, to } }) => ({ reason, to }),
  example: 'hand-over R-7K2M-9QXA --as ivan --reason "my shift ends"',
});
