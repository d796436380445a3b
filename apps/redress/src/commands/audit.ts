import { complaintPath } from '../complaint-path.js';
import { detailOf } from '../detail.js';
import { list } from '../list.js';

export const audit = list({
  name: 'audit',
  does: 'Print who did what to a complaint, and who read it, in the order of time; without words.',
  service: 'desk',
  path: (ref) => complaintPath(ref, 'audit'),
  by: 'lena',
  takes: (command) => command.argument('<ref>', 'the reference or id of the complaint'),
  empty: 'Nothing was done, and nobody read it.',
  columns: [
    ['at', 'at'],
    ['by', 'by'],
    ['act', 'act'],
    ['what', 'type'],
    ['detail', ({ type, data }) => detailOf(String(type), (data ?? {}) as Record<string, unknown>)],
    ['effect', ({ effect, reason }) => [effect, reason].filter(Boolean).join(', ')],
  ],
  example: 'audit R-7K2M-9QXA --as lena',
});
